import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { departmentsBelow } from '../people/people-filter.ts'
import { childrenOf, type DepartmentMove, dropMove, placesAfter, stepMove } from './department-moves.ts'

interface Place {
  id: string
  parentId: string | null
  position: number
}

const tree: readonly Place[] = [
  { id: 'board', parentId: null, position: 0 },
  { id: 'sales', parentId: null, position: 1 },
  { id: 'east', parentId: 'sales', position: 0 },
  { id: 'north', parentId: 'sales', position: 1 },
  { id: 'service', parentId: null, position: 2 },
]
const apply = (departments: readonly Place[], move: DepartmentMove) => {
  const places = new Map(placesAfter(departments, move).map((place) => [place.id, place]))
  return departments.map((department) => places.get(department.id) ?? department)
}
const ids = (departments: readonly Place[], parentId: string | null) =>
  childrenOf(departments, parentId).map(({ id }) => id)

describe('moving a department', () => {
  it('goes up and down among those beside it, and stops at the ends', () => {
    expect(stepMove(tree, 'board', 'up')).toBeNull()
    expect(stepMove(tree, 'service', 'down')).toBeNull()
    const up = stepMove(tree, 'north', 'up')
    expect(up && ids(apply(tree, up), 'sales')).toEqual(['north', 'east'])
  })

  it('goes in below the one above it, and out behind the one it was below', () => {
    const inwards = stepMove(tree, 'service', 'in')
    expect(inwards && ids(apply(tree, inwards), 'sales')).toEqual(['east', 'north', 'service'])
    const outwards = stepMove(tree, 'east', 'out')
    expect(outwards && ids(apply(tree, outwards), null)).toEqual(['board', 'sales', 'east', 'service'])
    expect(stepMove(tree, 'board', 'in')).toBeNull()
    expect(stepMove(tree, 'sales', 'out')).toBeNull()
  })

  it('is dropped before, after or inside another, never into itself or what is below it', () => {
    const before = dropMove(tree, { id: 'service', target: 'board', position: 'before' })
    expect(before && ids(apply(tree, before), null)).toEqual(['service', 'board', 'sales'])
    const after = dropMove(tree, { id: 'board', target: 'sales', position: 'after' })
    expect(after && ids(apply(tree, after), null)).toEqual(['sales', 'board', 'service'])
    const inside = dropMove(tree, { id: 'board', target: 'east', position: 'inside' })
    expect(inside && ids(apply(tree, inside), 'east')).toEqual(['board'])
    expect(dropMove(tree, { id: 'sales', target: 'north', position: 'inside' })).toBeNull()
    expect(dropMove(tree, { id: 'sales', target: 'sales', position: 'after' })).toBeNull()
  })

  it('changes the moved one first, and nothing that stays where it is', () => {
    const move = dropMove(tree, { id: 'service', target: 'sales', position: 'before' })
    expect(move && placesAfter(tree, move)).toEqual([
      { id: 'service', parentId: null, position: 1 },
      { id: 'sales', parentId: null, position: 2 },
    ])
  })

  it('loses nobody and makes no circle, however often it is done', () => {
    const names = tree.map(({ id }) => id)
    const step = fc.tuple(
      fc.constantFrom(...names),
      fc.oneof(
        fc.constantFrom('up', 'down', 'in', 'out').map((direction) => ({ direction })),
        fc.record({ target: fc.constantFrom(...names), position: fc.constantFrom('before', 'after', 'inside') }),
      ),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let departments = tree
        for (const [id, how] of steps) {
          const move =
            'direction' in how
              ? stepMove(departments, id, how.direction as 'up')
              : dropMove(departments, { id, target: how.target, position: how.position as 'inside' })
          if (move) departments = apply(departments, move)
          const reached = ids(departments, null).flatMap((root) => [...departmentsBelow(departments, root)])
          expect(reached.sort()).toEqual([...names].sort())
          if (move) expect(ids(departments, move.parentId)[move.index]).toBe(id)
        }
      }),
    )
  })
})
