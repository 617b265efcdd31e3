import type { EntityRecord } from '@mortise/data'
import { useViewServices } from '@mortise/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFollowChanges } from '../../../view-parts/use-follow-changes.tsx'

/** More than this is no chart that anybody reads; the rest is found by a filter. */
export const nodeLimit = 2000
const pageSize = 1000

export interface ChartRecords {
  records: readonly EntityRecord[]
  state: 'loading' | 'ready' | 'failed'
  error: unknown
  more: boolean
  refresh(): void
  /** Puts a record below another one (null: below nothing) at once, and saves it behind the screen. */
  move(record: EntityRecord, parent: string | null): Promise<boolean>
}

type Loaded = Pick<ChartRecords, 'records' | 'state' | 'error' | 'more'>

/** All records of the chart, in pages as large as there are. */
export function useChartRecords(parentField: string, select: readonly string[]): ChartRecords {
  const view = useViewServices()
  const calls = useRef(view)
  calls.current = view
  const [loaded, setLoaded] = useState<Loaded>({ records: [], state: 'loading', error: null, more: false })
  const [turn, setTurn] = useState(0)
  const key = JSON.stringify([view.what, view.sort, select])
  useEffect(() => {
    const stopped = new AbortController()
    load(stopped.signal).catch(
      (error: unknown) => stopped.signal.aborted || setLoaded((before) => ({ ...before, state: 'failed', error })),
    )
    async function load(signal: AbortSignal) {
      const [what, sort, paths] = JSON.parse(key) as [typeof view.what, { field: string; direction: 'asc' }[], string[]]
      const found: EntityRecord[] = []
      let after: string | null = null
      do {
        const page = { size: pageSize, ...(after !== null && { after }) }
        const asked = { ...what, select: paths, ...(sort.length > 0 && { sort }), page }
        const { records, next }: { records: EntityRecord[]; next: string | null } = await calls.current.query(
          asked,
          signal,
        )
        found.push(...records)
        after = next
      } while (after !== null && found.length < nodeLimit)
      if (!signal.aborted) setLoaded({ records: found, state: 'ready', error: null, more: after !== null })
    }
    return () => stopped.abort()
  }, [key, turn])
  const refresh = useCallback(() => setTurn((before) => before + 1), [])
  useFollowChanges(refresh)
  const put = (next: EntityRecord) =>
    setLoaded((before) => ({ ...before, records: before.records.map((one) => (one.id === next.id ? next : one)) }))
  async function move(record: EntityRecord, parent: string | null): Promise<boolean> {
    put({ ...record, [parentField]: parent })
    const saved = await view.save(record, { [parentField]: parent }, select)
    put(saved ?? record)
    return saved !== null
  }
  return { ...loaded, refresh, move }
}
