import type { Filter } from '@mortise/metadata'
import { expect, it } from 'vitest'
import { chunks, filterTarget, idTarget } from './bulk-target.ts'

const all = { all: true, keys: new Set<string>() }
const level: Filter = { field: 'level', op: 'eq', value: 'a' }

it('means all that match by their filter, without those that were taken out', () => {
  expect(filterTarget({ selection: all, what: { filter: level } })).toEqual(level)
  expect(filterTarget({ selection: { all: true, keys: new Set(['x']) }, what: { filter: level } })).toEqual({
    and: [level, { not: { field: 'id', op: 'in', value: ['x'] } }],
  })
})

it('never sends an empty filter: all records are meant on purpose', () => {
  expect(filterTarget({ selection: all, what: {} })).toEqual({ field: 'id', op: 'not_blank' })
})

it('takes ids where a filter cannot say what is meant', () => {
  expect(filterTarget({ selection: all, what: { search: 'ab' } })).toBeNull()
  expect(filterTarget({ selection: { all: false, keys: new Set(['x']) }, what: { filter: level } })).toBeNull()
})

it('collects the ids of all pages up to the limit, without those taken out', async () => {
  const pages: (string | undefined)[] = []
  const query = async ({ page }: { page?: { after?: string } }) => {
    pages.push(page?.after)
    const start = page?.after ? 3 : 0
    return {
      records: [0, 1, 2].map((index) => ({ id: `r${start + index}` })),
      next: page?.after ? null : 'c',
      previous: null,
    }
  }
  const target = { selection: { all: true, keys: new Set(['r1']) }, what: { search: 'x' } }
  expect(await idTarget(target, query, 100)).toEqual(['r0', 'r2', 'r3', 'r4', 'r5'])
  expect(pages).toEqual([undefined, 'c'])
  expect(await idTarget(target, query, 2)).toEqual(['r0', 'r2'])
})

it('cuts many ids into calls of five hundred', () => {
  const parts = chunks(Array.from({ length: 1001 }, (_, index) => String(index)))
  expect(parts.map((part) => part.length)).toEqual([500, 500, 1])
})
