import { expect, it } from 'vitest'
import { filterOf, placesBelow, placeTree } from './place-tree.ts'

const row = (groups: (string | null)[], records: number) => ({ groups, metrics: { records } })

it('adds up districts to cities and these to provinces, the largest first, those without a name last', () => {
  const places = placeTree([
    row(['zhejiang', '杭州'], 3),
    row([null, null], 50),
    row(['jiangsu', '苏州'], 2),
    row(['jiangsu', '南京'], 6),
    row(['jiangsu', ''], 1),
  ])
  expect(places.map(({ path, count }) => [path, count])).toEqual([
    [['jiangsu'], 9],
    [['zhejiang'], 3],
    [[null], 50],
  ])
  expect(places[0]?.below.map(({ path, count }) => [path[1], count])).toEqual([
    ['南京', 6],
    ['苏州', 2],
    [null, 1],
  ])
  expect(placesBelow(places[2] as never)).toEqual([])
})

it('asks for the records of a place within those of the view', () => {
  const open = { field: 'status', op: 'eq' as const, value: 'new' }
  expect(filterOf(['jiangsu', null], ['province', 'city'], open)).toEqual({
    and: [open, { field: 'province', op: 'eq', value: 'jiangsu' }, { field: 'city', op: 'blank' }],
  })
  expect(filterOf([], ['province'], undefined)).toBeUndefined()
})
