import type { AggregateQuery, AggregateRow, EntityRecord, Query, RecordPage } from '@mortise/data'
import type { Filter, Sort } from '@mortise/metadata'
import { type BoardColumn, columnFilter, keyOf } from './board-columns.ts'

/** Where a card stands: a column, and a lane where the board has lanes. */
export interface CellPlace {
  column: BoardColumn
  lane: BoardColumn | null
}

export interface CellState {
  records: readonly EntityRecord[]
  /** Cursor of the next page; null when all are there. */
  next: string | null
  state: 'idle' | 'loading' | 'ready' | 'failed'
  error: unknown
}

export interface BoardSnapshot {
  /** Counts and figures have come. */
  counted: boolean
  error: unknown
  rows: readonly AggregateRow[]
  laneRows: readonly AggregateRow[]
  /** Records per cell of a board with lanes. */
  cellCounts: ReadonlyMap<string, number>
}

export interface BoardQuery {
  filter?: Filter
  search?: string
  sort: readonly Sort[]
  select: readonly string[]
  group: string
  lanes: string | undefined
  total: { field: string; function: 'sum' | 'avg' | 'min' | 'max' } | undefined
}

export interface BoardCalls {
  query(query: Query, signal: AbortSignal): Promise<RecordPage>
  aggregate(query: AggregateQuery, signal: AbortSignal): Promise<AggregateRow[]>
}

/** The cards of a board as they are loaded: each column a page at a time, the figures by statements of their own. */
export interface BoardStore {
  snapshot(): BoardSnapshot
  cell(key: string): CellState
  subscribe(listener: () => void): () => void
  /** Loads the first page of a cell, when it is not there yet. */
  open(place: CellPlace): void
  more(place: CellPlace): void
  /** Loads again what is on the screen: somebody changed something. */
  refresh(): void
  /** Puts a card elsewhere while it is saved; back where it was when that comes to nothing. */
  move(move: CardMove): Promise<boolean>
  /** Puts a record that was saved elsewhere in its place. */
  put(record: EntityRecord): void
  stop(): void
}

export interface CardMove {
  record: EntityRecord
  from: CellPlace
  to: CellPlace
  /** Place among the cards there. */
  index: number
  values: { [field: string]: unknown }
  save(): Promise<EntityRecord | null>
}

export const cardsPerPage = 25
const idle: CellState = { records: [], next: null, state: 'idle', error: null }

export function cellKey({ column, lane }: { column: Pick<BoardColumn, 'key'>; lane: Pick<BoardColumn, 'key'> | null }) {
  return lane ? `${column.key}\n${lane.key}` : column.key
}

export function createBoardStore(query: BoardQuery, calls: BoardCalls): BoardStore {
  const listeners = new Set<() => void>()
  const cells = new Map<string, CellState>()
  const places = new Map<string, CellPlace>()
  const loads = new Map<string, AbortController>()
  let snapshot: BoardSnapshot = { counted: false, error: null, rows: [], laneRows: [], cellCounts: new Map() }
  const publish = () => {
    for (const listener of listeners) listener()
  }
  const setCell = (key: string, change: Partial<CellState>) => {
    cells.set(key, { ...(cells.get(key) ?? idle), ...change })
    publish()
  }

  async function count() {
    const signal = begin('count')
    try {
      const counted = await countBoard(query, calls, signal)
      if (signal.aborted) return
      snapshot = { counted: true, error: null, ...counted }
    } catch (error) {
      if (signal.aborted) return
      snapshot = { ...snapshot, error }
    }
    publish()
  }

  /** One load of a sort at a time: the later one says what is true now. */
  function begin(name: string): AbortSignal {
    loads.get(name)?.abort()
    const controller = new AbortController()
    loads.set(name, controller)
    return controller.signal
  }

  async function load(place: CellPlace, page: NonNullable<Query['page']>, keep: readonly EntityRecord[]) {
    const key = cellKey(place)
    const signal = begin(`cell ${key}`)
    setCell(key, { state: 'loading', error: null })
    try {
      const answer = await calls.query(cellQuery(query, place, page), signal)
      if (signal.aborted) return
      const known = new Set(keep.map(({ id }) => id))
      const records = [...keep, ...answer.records.filter(({ id }) => !known.has(id))]
      setCell(key, { records, next: answer.next, state: 'ready' })
    } catch (error) {
      if (!signal.aborted) setCell(key, { state: 'failed', error })
    }
  }

  function reload(place: CellPlace) {
    const { records } = cells.get(cellKey(place)) ?? idle
    void load(place, { size: Math.min(1000, Math.max(cardsPerPage, records.length)) }, [])
  }

  function take(key: string, id: string) {
    const { records } = cells.get(key) ?? idle
    setCell(key, { records: records.filter((record) => record.id !== id) })
  }

  function insert(key: string, record: EntityRecord, index: number) {
    const records = [...(cells.get(key) ?? idle).records.filter(({ id }) => id !== record.id)]
    records.splice(Math.min(index, records.length), 0, record)
    setCell(key, { records })
  }

  void count()
  return {
    snapshot: () => snapshot,
    cell: (key) => cells.get(key) ?? idle,
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    open(place) {
      const key = cellKey(place)
      places.set(key, place)
      const { state } = cells.get(key) ?? idle
      if (state === 'idle' || state === 'failed') void load(place, { size: cardsPerPage }, [])
    },
    more(place) {
      const { next, state, records } = cells.get(cellKey(place)) ?? idle
      if (next !== null && state !== 'loading') void load(place, { size: cardsPerPage, after: next }, records)
    },
    refresh() {
      void count()
      for (const place of places.values()) reload(place)
    },
    async move({ record, from, to, index, values, save }) {
      const [source, target] = [cellKey(from), cellKey(to)]
      const before = (cells.get(source) ?? idle).records.findIndex(({ id }) => id === record.id)
      take(source, record.id)
      insert(target, { ...record, ...values }, index)
      snapshot = shifted(snapshot, [from, to])
      publish()
      const saved = await save()
      if (!saved) {
        take(target, record.id)
        insert(source, record, Math.max(0, before))
        snapshot = shifted(snapshot, [to, from])
        publish()
        return false
      }
      // A rule may have sent it elsewhere.
      const landed = keyOf(saved[query.group]) === to.column.key
      if (landed) insert(target, saved, index)
      else for (const place of places.values()) reload(place)
      void count()
      return true
    },
    put(record) {
      for (const [key, cell] of cells) {
        if (!cell.records.some(({ id }) => id === record.id)) continue
        setCell(key, { records: cell.records.map((one) => (one.id === record.id ? record : one)) })
      }
    },
    stop() {
      for (const controller of loads.values()) controller.abort()
      listeners.clear()
    },
  }
}

/** Counts and figures per column; with lanes also per lane and per cell. */
async function countBoard(query: BoardQuery, calls: BoardCalls, signal: AbortSignal) {
  const { filter, search, group, lanes, total } = query
  const what = { ...(filter && { filter }), ...(search && { search }) }
  const records = { key: 'records', function: 'count' as const }
  const figures = total ? [records, { key: 'total', ...total }] : [records]
  const ask = (groups: string[], metrics: AggregateQuery['metrics']) =>
    calls.aggregate({ ...what, groups: groups.map((field) => ({ field })), metrics, limit: 5000 }, signal)
  const [rows, laneRows, cellRows] = await Promise.all([
    ask([group], figures),
    lanes ? ask([lanes], [records]) : [],
    lanes ? ask([group, lanes], [records]) : [],
  ])
  const cellCounts = new Map(
    cellRows.map(({ groups: [column, lane], metrics }) => [
      cellKey({ column: { key: keyOf(column) }, lane: { key: keyOf(lane) } }),
      Number(metrics.records),
    ]),
  )
  return { rows, laneRows, cellCounts }
}

/** The question for one page of a cell. */
export function cellQuery(query: BoardQuery, { column, lane }: CellPlace, page: NonNullable<Query['page']>): Query {
  const filters = [
    ...(query.filter ? [query.filter] : []),
    columnFilter(query.group, column),
    ...(lane && query.lanes ? [columnFilter(query.lanes, lane)] : []),
  ]
  return {
    filter: filters.length === 1 && filters[0] ? filters[0] : { and: filters },
    ...(query.search && { search: query.search }),
    ...(query.sort.length > 0 && { sort: [...query.sort] }),
    select: [...query.select],
    page,
  }
}

/** The counts with one card less in the first cell and one more in the second. */
function shifted(snapshot: BoardSnapshot, [from, to]: readonly [CellPlace, CellPlace]): BoardSnapshot {
  const step = (rows: readonly AggregateRow[], less: string, more: string) => {
    if (less === more) return rows
    const present = new Set(rows.map(({ groups }) => keyOf(groups[0])))
    const changed = rows.map((row) => {
      const key = keyOf(row.groups[0])
      const by = Number(key === more) - Number(key === less)
      return by === 0 ? row : { ...row, metrics: { ...row.metrics, records: Number(row.metrics.records) + by } }
    })
    return present.has(more) ? changed : [...changed, { groups: [more === '' ? null : more], metrics: { records: 1 } }]
  }
  const cellCounts = new Map(snapshot.cellCounts)
  const [less, more] = [cellKey(from), cellKey(to)]
  if (from.lane && less !== more) {
    cellCounts.set(less, Math.max(0, (cellCounts.get(less) ?? 1) - 1))
    cellCounts.set(more, (cellCounts.get(more) ?? 0) + 1)
  }
  return {
    ...snapshot,
    rows: step(snapshot.rows, from.column.key, to.column.key),
    laneRows: from.lane && to.lane ? step(snapshot.laneRows, from.lane.key, to.lane.key) : snapshot.laneRows,
    cellCounts,
  }
}
