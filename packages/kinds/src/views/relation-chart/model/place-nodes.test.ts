import { expect, it } from 'vitest'
import { findBranch, forestOf, idsOf } from './forest.ts'
import { nodeAt, nodeTowards, nodeWidth, placeNodes } from './place-nodes.ts'

const people = [
  { id: 'boss', parent: null },
  { id: 'left', parent: 'boss' },
  { id: 'right', parent: 'boss' },
  { id: 'leaf', parent: 'left' },
  { id: 'guest', parent: 'somebody elsewhere' },
]

it('puts each record over the middle of those below it, and no two on the same spot', () => {
  const sheet = placeNodes(forestOf(people), new Set())
  const at = (id: string) => sheet.byId.get(id) as { x: number; y: number }
  expect(at('boss').x).toBe((at('left').x + at('right').x) / 2)
  expect(at('leaf').x).toBe(at('left').x)
  expect(at('guest').y === 0 ? at('guest').x : at('guest').y).toBeGreaterThanOrEqual(nodeWidth)
  expect(new Set(sheet.nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(people.length)
})

it('shows everybody of a circle once', () => {
  const forest = forestOf([
    { id: 'a', parent: 'c' },
    { id: 'b', parent: 'a' },
    { id: 'c', parent: 'b' },
    { id: 'd', parent: 'd' },
  ])
  expect(forest.map(({ id }) => id)).toEqual(['a', 'd'])
  expect(
    placeNodes(forest, new Set())
      .nodes.map(({ id }) => id)
      .sort(),
  ).toEqual(['a', 'b', 'c', 'd'])
})

it('leaves out what is folded, and knows how many that are', () => {
  const sheet = placeNodes(forestOf(people), new Set(['left', 'leaf']))
  expect(sheet.byId.has('leaf')).toBe(false)
  expect(sheet.byId.get('left')).toMatchObject({ below: 1, folded: true })
})

it('goes by the arrows, and knows who is where and who is below whom', () => {
  const forest = forestOf(people)
  const sheet = placeNodes(forest, new Set())
  const [boss, left, right] = ['boss', 'left', 'right'].map((id) => sheet.byId.get(id))
  if (!boss || !left || !right) throw new Error('unreachable: all are placed')
  expect(nodeTowards(sheet, boss, 'ArrowDown')).toBe(left)
  expect(nodeTowards(sheet, left, 'ArrowRight')).toBe(right)
  expect(nodeTowards(sheet, right, 'ArrowUp')).toBe(boss)
  expect(nodeTowards(sheet, boss, 'ArrowUp')).toBeNull()
  expect(nodeAt(sheet, right.x + 3, right.y + 3)).toBe(right)
  expect([...idsOf(findBranch(forest, 'left') as never)]).toEqual(['left', 'leaf'])
})

it('puts many small trees into rows, so that the sheet stays about as wide as a screen', () => {
  const pairs = Array.from({ length: 400 }, (_, index) => ({
    id: `${index}`,
    parent: index % 2 ? `${index - 1}` : null,
  }))
  const { width, height } = placeNodes(forestOf(pairs), new Set())
  expect(width / height).toBeGreaterThan(1.2)
  expect(width / height).toBeLessThan(2.6)
})

it('places two thousand records in a blink', () => {
  const many = Array.from({ length: 2000 }, (_, index) => ({
    id: `${index}`,
    parent: index === 0 ? null : `${Math.floor((index - 1) / 4)}`,
  }))
  const sheet = placeNodes(forestOf(many), new Set())
  expect(sheet.nodes).toHaveLength(2000)
  expect(new Set(sheet.nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(2000)
})
