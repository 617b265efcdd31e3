import { useViewServices } from '@mortise/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFollowChanges } from '../../../view-parts/use-follow-changes.tsx'
import { type Place, placeTree } from '../model/place-tree.ts'

interface Places {
  places: readonly Place[] | null
  error: unknown
  refresh(): void
}

/** How many records there are in each place, in one question for all levels. */
export function usePlaces(fields: readonly string[]): Places {
  const view = useViewServices()
  const calls = useRef(view)
  calls.current = view
  const [state, setState] = useState<Pick<Places, 'places' | 'error'>>({ places: null, error: null })
  const [turn, setTurn] = useState(0)
  const key = JSON.stringify([view.what, fields])
  useEffect(() => {
    const stopped = new AbortController()
    const [what, groups] = JSON.parse(key) as [typeof view.what, string[]]
    const asked = { ...what, groups: groups.map((field) => ({ field })), metrics: [counted], limit: 10_000 }
    calls.current.aggregate(asked, stopped.signal).then(
      (rows) => !stopped.signal.aborted && setState({ places: placeTree(rows), error: null }),
      (error: unknown) => !stopped.signal.aborted && setState((before) => ({ ...before, error })),
    )
    return () => stopped.abort()
  }, [key, turn])
  const refresh = useCallback(() => setTurn((before) => before + 1), [])
  useFollowChanges(refresh)
  return { ...state, refresh }
}

const counted = { key: 'records', function: 'count' as const }
