import type { EntityRecord, Query } from '@mortise/data'
import type { Filter, Sort } from '@mortise/metadata'
import { useViewServices, type ViewWhat } from '@mortise/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFollowChanges } from '../../../view-parts/use-follow-changes.tsx'

/** The records below one record, as far as they are loaded. */
export interface Branch {
  records: readonly EntityRecord[]
  next: string | null
  state: 'loading' | 'ready' | 'failed'
  error: unknown
}

export interface TreeState {
  /** Below nothing (''), and below each record that was unfolded. */
  branches: ReadonlyMap<string, Branch>
  /** How many stand below a record. */
  counts: ReadonlyMap<string, number>
  unfolded: ReadonlySet<string>
  /** A search is on: what it finds stands side by side. */
  flat: boolean
  toggle(id: string): void
  more(id: string): void
  refresh(): void
  /** Puts a record of one branch into another at once, and saves it behind the screen; false where that is refused. */
  move(record: EntityRecord, from: string, to: string): Promise<boolean>
}

export const rootKey = ''
const pageSize = 100

/** Records level by level: each branch is fetched when it is unfolded, a page at a time. The filter picks the roots. */
export function useTree(parent: string, select: readonly string[]): TreeState {
  const view = useViewServices()
  const calls = useRef(view)
  calls.current = view
  const { what, sort } = view
  const flat = Boolean(what.search)
  const key = JSON.stringify([parent, what, sort, select])
  const [branches, setBranches] = useState<ReadonlyMap<string, Branch>>(new Map())
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map())
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const turn = useRef(0)
  const set = (id: string, change: (before: Branch) => Branch) =>
    setBranches((before) => new Map(before).set(id, change(before.get(id) ?? nothing)))

  const load = useCallback(
    async (id: string, after: string | null) => {
      const at = turn.current
      const query = branchQuery({ parent, what, sort, select }, id, after)
      set(id, (before) => ({ ...before, state: 'loading' }))
      try {
        const { records, next } = await calls.current.query(query)
        if (turn.current !== at) return
        set(id, (before) => ({
          ...{ next, state: 'ready', error: null },
          records: after === null ? records : [...before.records, ...records],
        }))
        const below = records.length > 0 ? await countBelow(calls.current, parent, records) : new Map()
        if (turn.current === at) setCounts((before) => new Map([...before, ...below]))
      } catch (error) {
        if (turn.current === at) set(id, (before) => ({ ...before, state: 'failed', error }))
      }
    },
    [parent, what, sort, select],
  )
  const open = useRef(unfolded)
  open.current = unfolded
  const reload = useCallback(async () => {
    turn.current++
    await Promise.all([rootKey, ...open.current].map((id) => load(id, null)))
  }, [load])
  const refresh = useCallback(() => void reload(), [reload])
  // The key is what is asked.
  useEffect(() => {
    setUnfolded(new Set())
    open.current = new Set()
    refresh()
  }, [key])
  useFollowChanges(refresh)
  function toggle(id: string) {
    const next = new Set(unfolded)
    if (!next.delete(id)) {
      next.add(id)
      if (branches.get(id)?.state !== 'ready') void load(id, null)
    }
    setUnfolded(next)
  }
  async function move(record: EntityRecord, from: string, to: string): Promise<boolean> {
    set(from, (before) => ({ ...before, records: before.records.filter(({ id }) => id !== record.id) }))
    const saved = await calls.current.save(record, { [parent]: to === rootKey ? null : to }, select)
    if (saved && to !== rootKey) {
      open.current = new Set(open.current).add(to)
      setUnfolded(open.current)
    }
    // The server knows the order, and how many stand below each now.
    await reload()
    return saved !== null
  }
  return {
    ...{ branches, counts, unfolded, flat, toggle, refresh, move },
    more: (id) => void load(id, branches.get(id)?.next ?? null),
  }
}

const nothing: Branch = { records: [], next: null, state: 'loading', error: null }

interface TreeQuery {
  parent: string
  what: ViewWhat
  sort: readonly Sort[]
  select: readonly string[]
}

/** The question for a page of a branch. The filter of the view picks the roots; below them stands whatever is there. */
export function branchQuery({ parent, what, sort, select }: TreeQuery, id: string, after: string | null): Query {
  return {
    ...(id === rootKey ? rootsOf(parent, what) : { filter: { field: parent, op: 'eq', value: id } }),
    ...(sort.length > 0 && { sort: [...sort] }),
    select: [...select],
    page: { size: pageSize, ...(after !== null && { after }) },
  }
}

/** What a search finds stands side by side: it may be on any level. */
function rootsOf(parent: string, { filter, search }: ViewWhat): Pick<Query, 'filter' | 'search'> {
  if (search) return { search, ...(filter && { filter }) }
  const blank: Filter = { field: parent, op: 'blank' }
  return { filter: filter ? { and: [filter, blank] } : blank }
}

type Aggregate = ReturnType<typeof useViewServices>['aggregate']

/** One question for all records of a page: how many stand below each. */
async function countBelow(
  { aggregate }: { aggregate: Aggregate },
  parent: string,
  records: readonly EntityRecord[],
): Promise<Map<string, number>> {
  const rows = await aggregate({
    filter: { field: parent, op: 'in', value: records.map(({ id }) => id) },
    groups: [{ field: parent }],
    metrics: [{ key: 'records', function: 'count' }],
  })
  const found = new Map(rows.map(({ groups: [id], metrics }) => [String(id), Number(metrics.records)]))
  return new Map(records.map(({ id }) => [id, found.get(id) ?? 0]))
}
