import type { EntityRecord } from '@mortise/data'
import type { Filter } from '@mortise/metadata'
import { afterEach, describe, expect, it } from 'vitest'
import { scrollLimit } from './list-parts.ts'
import { createListStore, type ListStore } from './list-store.ts'
import type { BlockRequest } from './record-blocks.ts'

interface Asked extends BlockRequest {
  filter: Filter | null
}

let store: ListStore | undefined
afterEach(() => store?.stop())

/** A table of numbered records that answers pages as the server does: by cursor or by offset. */
function table(size: number | ((filter: Filter | null) => number)) {
  const asked: Asked[] = []
  const state = { broken: false, generation: 0, size }
  const list = createListStore(async (filter, request, signal) => {
    asked.push({ filter, ...request })
    await new Promise((resolve) => setTimeout(resolve, 1))
    signal.throwIfAborted()
    if (state.broken) throw new Error('offline')
    const count = typeof state.size === 'number' ? state.size : state.size(filter)
    const from = request.after ? Number(request.after) : (request.offset ?? 0)
    const to = Math.min(count, from + request.size)
    const records = Array.from(
      { length: Math.max(0, to - from) },
      (_, index): EntityRecord => ({
        id: `r${from + index}`,
        generation: state.generation,
      }),
    )
    return { records, next: to < count ? String(to) : null }
  })
  store = list
  const look = async (from: number, to: number) => {
    list.snapshot().source.ensureRange(from, to)
    await new Promise((resolve) => setTimeout(resolve, 90))
  }
  const id = (index: number) => {
    const row = list.snapshot().source.rowAt(index)
    return row.type === 'record' ? row.key : row.type
  }
  return { list, asked, state, look, id }
}

const whole = (count: number) => [{ key: 'all', head: null, filter: null, count }]

describe('a list without records', () => {
  it('shows the first one that comes', async () => {
    const { list, state, look, id } = table(0)
    // As many as a block may hold, until it has come.
    list.setSegments(whole(100), true)
    await look(0, 40)
    expect(list.snapshot()).toMatchObject({ ready: true, total: 0 })
    state.size = 1
    list.setSegments(whole(1), false)
    list.refresh()
    await look(0, 40)
    expect(list.snapshot().total).toBe(1)
    expect(id(0)).toBe('r0')
  })
})

describe('a list of 5,000 records', () => {
  it('loads only what is looked at: by cursor going on, by offset after a jump', async () => {
    const { list, asked, look, id } = table(5000)
    list.setSegments(whole(5000), false)
    await look(0, 40)
    await look(80, 120)
    await look(4000, 4040)
    expect(asked.map(({ after, offset }) => after ?? offset)).toEqual([0, '100', 4000])
    expect([id(0), id(150), id(4039), id(2000)]).toEqual(['r0', 'r150', 'r4039', 'loading'])
    expect(list.snapshot().source.rowCount).toBe(5000)
  })

  it('asks for nothing on the way of a fast scroll', async () => {
    const { list, asked, look } = table(5000)
    list.setSegments(whole(5000), false)
    await look(0, 40)
    for (let row = 0; row < 3000; row += 300) list.snapshot().source.ensureRange(row, row + 40)
    await look(3000, 3040)
    expect(asked.map(({ offset }) => offset)).toEqual([0, 3000])
  })

  it('keeps rows the same objects while others load, so that they are not drawn again', async () => {
    const { list, look } = table(5000)
    list.setSegments(whole(5000), false)
    await look(0, 40)
    const before = list.snapshot().source.rowAt(7)
    await look(300, 340)
    expect(list.snapshot().source.rowAt(7)).toBe(before)
  })

  it('shows what it has until it is loaded again, and finds its neighbours', async () => {
    const { list, look, state, id } = table(5000)
    list.setSegments(whole(5000), false)
    await look(0, 40)
    state.generation = 1
    list.refresh()
    expect(id(3)).toBe('r3')
    await look(0, 40)
    expect(list.find('r3')).toMatchObject({ generation: 1 })
    expect([list.neighbour('r3', 1), list.neighbour('r3', -1), list.neighbour('r0', -1)]).toEqual([
      'r4',
      'r2',
      undefined,
    ])
  })

  it('puts a saved record in its place and knows its own echo', async () => {
    const { list, look } = table(5000)
    list.setSegments(whole(5000), false)
    await look(0, 40)
    list.patch({ id: 'r5', version: 9 })
    expect(list.find('r5')).toMatchObject({ version: 9, generation: 0 })
    expect(list.isOwnChange(['r5'])).toBe(true)
    expect(list.isOwnChange(['r5', 'r6'])).toBe(false)
  })

  it('loads a whole range for copying', async () => {
    const { list } = table(5000)
    list.setSegments(whole(5000), false)
    const rows = await list.snapshot().source.loadRange?.(150, 350)
    expect(rows?.map((row) => (row.type === 'record' ? row.key : row.type))).toEqual(
      Array.from({ length: 200 }, (_, index) => `r${150 + index}`),
    )
  })
})

describe('the number of records', () => {
  it('is put right when the end is nearer or further than estimated', async () => {
    const nearer = table(130)
    nearer.list.setSegments(whole(400), true)
    await nearer.look(90, 130)
    expect(nearer.list.snapshot()).toMatchObject({ total: 130, estimated: false })
    const further = table(900)
    further.list.setSegments(whole(150), true)
    await further.look(100, 150)
    expect(further.list.snapshot().total).toBe(201)
  })

  it('scrolls to the last record that an offset can reach, and says so', () => {
    const { list } = table(1_000_000)
    list.setSegments(whole(1_000_000), true)
    expect(list.snapshot()).toMatchObject({ total: 1_000_000, capped: true })
    expect(list.snapshot().source.rowCount).toBe(scrollLimit)
  })

  it('is nothing without an answer being waited for', () => {
    const { list } = table(0)
    list.setSegments([], false)
    expect(list.snapshot()).toMatchObject({ ready: true, total: 0 })
  })
})

describe('groups', () => {
  const level = (value: string): Filter => ({ field: 'level', op: 'eq', value })
  const segments = [
    { key: 'a', head: { label: 'A' }, filter: level('a'), count: 3 },
    { key: 'b', head: { label: 'B' }, filter: level('b'), count: 250 },
  ]

  it('have a head each and load their own records', async () => {
    const { list, look, id, asked } = table((filter) => (filter && 'value' in filter && filter.value === 'a' ? 3 : 250))
    list.setSegments(segments, false)
    await look(0, 40)
    expect([id(0), id(1), id(3), id(4), id(5)]).toEqual(['group', 'r0', 'r2', 'group', 'r0'])
    expect(asked.map(({ filter }) => filter)).toEqual([level('a'), level('b')])
    expect(list.snapshot().source.rowCount).toBe(255)
  })

  it('fold away and come back with what they had', async () => {
    const { list, look, id, asked } = table((filter) => (filter && 'value' in filter && filter.value === 'a' ? 3 : 250))
    list.setSegments(segments, false)
    await look(0, 40)
    list.toggleGroup('a')
    expect([id(0), id(1), id(2)]).toEqual(['group', 'group', 'r0'])
    list.toggleGroup('a')
    expect(id(1)).toBe('r0')
    await look(0, 40)
    expect(asked).toHaveLength(2)
  })
})

it('says why nothing came and goes on after a retry', async () => {
  const { list, look, state, id } = table(50)
  state.broken = true
  list.setSegments(whole(50), false)
  await look(0, 40)
  expect(list.snapshot()).toMatchObject({ ready: false, error: new Error('offline') })
  state.broken = false
  list.retry()
  await look(0, 40)
  expect(list.snapshot()).toMatchObject({ ready: true, error: null })
  expect(id(0)).toBe('r0')
})
