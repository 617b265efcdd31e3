import type { AdminDepartment } from '@mortise/api'
import { departmentsBelow } from '../people/people-filter.ts'

type Place = Pick<AdminDepartment, 'id' | 'parentId' | 'position'>

/** Where a department goes: below whom, and at which place among those that are there. */
export interface DepartmentMove {
  id: string
  parentId: string | null
  index: number
}

export type MoveDirection = 'up' | 'down' | 'in' | 'out'

/** What one step of the keyboard means; null where there is no way to go. */
export function stepMove(departments: readonly Place[], id: string, direction: MoveDirection): DepartmentMove | null {
  const department = departments.find((candidate) => candidate.id === id)
  if (!department) return null
  const { parentId } = department
  const siblings = childrenOf(departments, parentId)
  const index = siblings.findIndex((sibling) => sibling.id === id)
  if (direction === 'up') return index > 0 ? { id, parentId, index: index - 1 } : null
  if (direction === 'down') return index < siblings.length - 1 ? { id, parentId, index: index + 1 } : null
  if (direction === 'in') {
    const above = siblings[index - 1]
    return above ? { id, parentId: above.id, index: childrenOf(departments, above.id).length } : null
  }
  const parent = departments.find((candidate) => candidate.id === parentId)
  if (!parent) return null
  const aunts = childrenOf(departments, parent.parentId)
  return { id, parentId: parent.parentId, index: aunts.findIndex((aunt) => aunt.id === parent.id) + 1 }
}

/** What letting go over another department means; null for itself and for those below it. */
export function dropMove(
  departments: readonly Place[],
  { id, target, position }: { id: string; target: string; position: 'before' | 'after' | 'inside' },
): DepartmentMove | null {
  const over = departments.find((candidate) => candidate.id === target)
  if (!over || departmentsBelow(departments, id).has(target)) return null
  if (position === 'inside') {
    const others = childrenOf(departments, target).filter((child) => child.id !== id)
    return { id, parentId: target, index: others.length }
  }
  const others = childrenOf(departments, over.parentId).filter((child) => child.id !== id)
  const index = others.findIndex((child) => child.id === target)
  return { id, parentId: over.parentId, index: position === 'before' ? index : index + 1 }
}

/** The departments that a move changes, with their new places; the moved one first. */
export function placesAfter(departments: readonly Place[], move: DepartmentMove): Place[] {
  const moved = departments.find(({ id }) => id === move.id)
  if (!moved) return []
  const siblings = childrenOf(departments, move.parentId).filter(({ id }) => id !== move.id)
  siblings.splice(move.index, 0, moved)
  const changed = siblings
    .map(({ id }, position) => ({ id, parentId: move.parentId, position }))
    .filter((place) => {
      const before = departments.find(({ id }) => id === place.id)
      return before?.position !== place.position || before.parentId !== place.parentId
    })
  return changed.sort((a, b) => Number(b.id === move.id) - Number(a.id === move.id))
}

/** Those below a department, in their order; a parent that is not there counts as none. */
export function childrenOf<Department extends Place>(
  departments: readonly Department[],
  parentId: string | null,
): Department[] {
  const known = new Set(departments.map(({ id }) => id))
  const parentOf = ({ parentId: parent }: Department) => (parent && known.has(parent) ? parent : null)
  return departments.filter((department) => parentOf(department) === parentId).sort((a, b) => a.position - b.position)
}
