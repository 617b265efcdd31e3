import type { EntityRecord, Query } from '@mortise/data'
import { useViewServices } from '@mortise/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFollowChanges } from './use-follow-changes.tsx'

export interface RecordPages {
  records: readonly EntityRecord[]
  state: 'loading' | 'ready' | 'failed'
  error: unknown
  /** Loads the next page; null when all are there. */
  more: (() => void) | null
  refresh(): void
}

interface Loaded extends Pick<RecordPages, 'records' | 'state' | 'error'> {
  next: string | null
  /** The question that these are the answer to. */
  key: string
}

/** Records a page at a time, as somebody scrolls; those of the question before stay until the first page has come. */
export function useRecordPages(query: Query, size: number): RecordPages {
  const view = useViewServices()
  const calls = useRef(view)
  calls.current = view
  const key = JSON.stringify(query)
  const [loaded, setLoaded] = useState<Loaded>({ records: [], state: 'loading', error: null, next: null, key: '' })
  const running = useRef<AbortController | null>(null)
  const load = useCallback(
    (after: string | null, wanted: number, before: readonly EntityRecord[]) => {
      running.current?.abort()
      const stopped = new AbortController()
      running.current = stopped
      setLoaded((present) => ({ ...present, state: 'loading' }))
      const asked = { ...(JSON.parse(key) as Query), page: { size: wanted, ...(after !== null && { after }) } }
      calls.current.query(asked, stopped.signal).then(
        ({ records, next }) =>
          !stopped.signal.aborted &&
          setLoaded({ records: [...before, ...records], next, state: 'ready', error: null, key }),
        (error: unknown) => !stopped.signal.aborted && setLoaded((present) => ({ ...present, state: 'failed', error })),
      )
    },
    [key],
  )
  useEffect(() => {
    load(null, size, [])
    return () => running.current?.abort()
  }, [load, size])
  const count = loaded.key === key ? loaded.records.length : 0
  const refresh = useCallback(() => load(null, Math.min(1000, Math.max(size, count)), []), [load, size, count])
  useFollowChanges(refresh)
  const { next, records, state, error } = loaded
  const more = next !== null && loaded.key === key && state === 'ready' ? () => load(next, size, records) : null
  return { records, state, error, more, refresh }
}
