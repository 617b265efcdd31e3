import type { AggregateQuery, AggregateRow, EntityRecord, Query } from '@mortise/data'
import type { Filter } from '@mortise/metadata'
import { describe, expect, it, vi } from 'vitest'
import type { BoardColumn } from './board-columns.ts'
import { type BoardCalls, type CellPlace, cellKey, createBoardStore } from './board-store.ts'

/** A table that answers like the product: by the value of a column, a page at a time. */
function table(count: number) {
  const rows: EntityRecord[] = Array.from({ length: count }, (_, index) => ({
    id: String(index).padStart(4, '0'),
    version: 1,
    stage: index % 3 === 0 ? 'won' : 'new',
    amount: index,
  }))
  const stageOf = (filter: Filter | undefined): string =>
    filter && 'and' in filter ? stageOf(filter.and.at(-1)) : filter && 'field' in filter ? String(filter.value) : ''
  const asked: Query[] = []
  const calls: BoardCalls = {
    async query(query) {
      asked.push(query)
      const { size = 50, after } = query.page ?? {}
      const from = after ? Number(after) : 0
      const all = rows.filter(({ stage }) => stage === stageOf(query.filter))
      const next = from + size < all.length ? String(from + size) : null
      return { records: all.slice(from, from + size), next, previous: null }
    },
    async aggregate(_query: AggregateQuery): Promise<AggregateRow[]> {
      return ['won', 'new'].map((stage) => ({
        groups: [stage],
        metrics: { records: rows.filter((record) => record.stage === stage).length },
      }))
    },
  }
  return { rows, asked, calls }
}

const column = (key: string): BoardColumn => ({ key, value: key, count: 0, closed: false })
const place = (key: string): CellPlace => ({ column: column(key), lane: null })
const query = { sort: [], select: ['id'], group: 'stage', lanes: undefined, total: undefined }
const countIn = (store: ReturnType<typeof createBoardStore>, key: string) =>
  Number(store.snapshot().rows.find(({ groups }) => groups[0] === key)?.metrics.records)

describe('the store of a board', () => {
  it('fetches a column when it is opened, a page at a time, and nothing of the others', async () => {
    const { asked, calls } = table(200)
    const store = createBoardStore(query, calls)
    store.open(place('won'))
    await vi.waitFor(() => expect(store.cell('won').records).toHaveLength(25))
    store.more(place('won'))
    store.more(place('won'))
    await vi.waitFor(() => expect(store.cell('won').records).toHaveLength(50))
    store.more(place('won'))
    await vi.waitFor(() => expect(store.cell('won').records).toHaveLength(67))
    expect(store.cell('won').next).toBeNull()
    store.more(place('won'))
    expect(asked).toHaveLength(3)
    expect(asked[0]?.filter).toEqual({ field: 'stage', op: 'eq', value: 'won' })
    expect(store.cell('new').state).toBe('idle')
  })

  it('asks for a column within the filter of the view, and for a cell within its lane', async () => {
    const { asked, calls } = table(5)
    const store = createBoardStore({ ...query, filter: { field: 'amount', op: 'gt', value: 1 }, lanes: 'owner' }, calls)
    store.open({ column: column('new'), lane: { ...column('u'), value: null } })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    expect(asked[0]?.filter).toEqual({
      and: [
        { field: 'amount', op: 'gt', value: 1 },
        { field: 'stage', op: 'eq', value: 'new' },
        { field: 'owner', op: 'blank' },
      ],
    })
  })

  async function opened() {
    const fixture = table(9)
    const store = createBoardStore(query, fixture.calls)
    store.open(place('won'))
    store.open(place('new'))
    await vi.waitFor(() => {
      expect(store.cell('new').records).toHaveLength(6)
      expect(store.cell('won').records).toHaveLength(3)
      expect(store.snapshot().counted).toBe(true)
    })
    return { ...fixture, store }
  }

  it('moves a card before it is saved, and the counts with it', async () => {
    const { store, rows } = await opened()
    const record = store.cell('new').records[2] as EntityRecord
    let save = (_saved: EntityRecord | null) => {}
    const moved = store.move({
      ...{ record, from: place('new'), to: place('won'), index: 1, values: { stage: 'won' } },
      save: () => new Promise((done) => (save = done)),
    })
    expect(store.cell('won').records.map(({ id }) => id)).toEqual(['0000', record.id, '0003', '0006'])
    expect(store.cell('new').records).toHaveLength(5)
    expect([countIn(store, 'won'), countIn(store, 'new')]).toEqual([4, 5])
    const saved = { ...record, stage: 'won', version: 2 }
    rows[rows.findIndex(({ id }) => id === record.id)] = saved
    save(saved)
    expect(await moved).toBe(true)
    expect(store.cell('won').records[1]).toEqual(saved)
  })

  it('puts a refused card back where it was', async () => {
    const { store } = await opened()
    const before = store.cell('new').records
    const record = before[2] as EntityRecord
    const moved = await store.move({
      ...{ record, from: place('new'), to: place('won'), index: 0, values: { stage: 'won' } },
      save: async () => null,
    })
    expect(moved).toBe(false)
    expect(store.cell('new').records).toEqual(before)
    expect([countIn(store, 'won'), countIn(store, 'new')]).toEqual([3, 6])
  })

  it('loads the columns again when a rule sent the card elsewhere', async () => {
    const { store, asked } = await opened()
    const record = store.cell('new').records[0] as EntityRecord
    const calls = asked.length
    await store.move({
      ...{ record, from: place('new'), to: place('won'), index: 0, values: { stage: 'won' } },
      save: async () => ({ ...record, stage: 'new', version: 2 }),
    })
    await vi.waitFor(() => expect(asked.length).toBe(calls + 2))
    await vi.waitFor(() => expect(store.cell('won').records).toHaveLength(3))
  })

  it('says what failed in the column where it failed, and tries again', async () => {
    const { calls } = table(3)
    let fails = true
    const store = createBoardStore(query, {
      ...calls,
      query: (asked, signal) => (fails ? Promise.reject(new Error('down')) : calls.query(asked, signal)),
    })
    store.open(place('won'))
    await vi.waitFor(() => expect(store.cell('won').state).toBe('failed'))
    fails = false
    store.open(place('won'))
    await vi.waitFor(() => expect(store.cell('won').state).toBe('ready'))
  })

  it('tells cells of lanes apart', () => {
    expect(cellKey({ column: { key: 'a' }, lane: null })).not.toBe(cellKey({ column: { key: 'a' }, lane: { key: '' } }))
  })
})
