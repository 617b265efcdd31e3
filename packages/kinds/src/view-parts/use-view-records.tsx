import type { EntityRecord, Query } from '@mortise/data'
import { useViewServices } from '@mortise/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFollowChanges } from './use-follow-changes.tsx'

export interface ViewRecords {
  records: readonly EntityRecord[]
  state: 'loading' | 'ready' | 'failed'
  error: unknown
  /** There are more than are shown. */
  more: boolean
  refresh(): void
  /** Changes a record at once and saves it behind the screen; as it was when that comes to nothing. */
  change(record: EntityRecord, values: { [field: string]: unknown }): Promise<boolean>
}

/** The records of a view that shows all of a span; those before stay until the new ones have come. */
export function useViewRecords(query: Query): ViewRecords {
  const view = useViewServices()
  const calls = useRef(view)
  calls.current = view
  const [loaded, setLoaded] = useState<Pick<ViewRecords, 'records' | 'state' | 'error' | 'more'>>(nothing)
  const [turn, setTurn] = useState(0)
  const key = JSON.stringify(query)
  const select = query.select ?? []
  useEffect(() => {
    const stopped = new AbortController()
    setLoaded((before) => ({ ...before, state: before.state === 'failed' ? 'loading' : before.state }))
    calls.current.query(JSON.parse(key) as Query, stopped.signal).then(
      ({ records, next }) =>
        !stopped.signal.aborted && setLoaded({ records, more: next !== null, state: 'ready', error: null }),
      (error: unknown) => !stopped.signal.aborted && setLoaded((before) => ({ ...before, state: 'failed', error })),
    )
    return () => stopped.abort()
  }, [key, turn])
  const refresh = useCallback(() => setTurn((before) => before + 1), [])
  useFollowChanges(refresh)
  async function change(record: EntityRecord, values: { [field: string]: unknown }): Promise<boolean> {
    const put = (next: EntityRecord) =>
      setLoaded((before) => ({ ...before, records: before.records.map((one) => (one.id === next.id ? next : one)) }))
    put({ ...record, ...values })
    const saved = await view.save(record, values, select)
    put(saved ?? record)
    return saved !== null
  }
  return { ...loaded, refresh, change }
}

const nothing = { records: [], state: 'loading', error: null, more: false } as const
