import type { DepartmentInfo } from '@mortise/ui'
import { foldText } from './option-choices.ts'

/** A department with those below it, as tree pickers take it. */
export interface DepartmentNode {
  value: string
  label: string
  children?: DepartmentNode[]
}

/** The departments as trees, in the order of the directory. A department whose parent is not there is a root. */
export function departmentTree(departments: readonly DepartmentInfo[]): DepartmentNode[] {
  const nodes = new Map(departments.map(({ id, name }) => [id, { value: id, label: name } as DepartmentNode]))
  const roots: DepartmentNode[] = []
  for (const { id, parentId } of departments) {
    const node = nodes.get(id)
    const parent = parentId && parentId !== id ? nodes.get(parentId) : undefined
    if (!node) continue
    if (parent) parent.children = [...(parent.children ?? []), node]
    else roots.push(node)
  }
  return roots
}

/** Names from the root down to a department: 华东区 / 上海. A damaged tree that runs in a circle ends all the same. */
export function departmentPath(departments: readonly DepartmentInfo[], id: string): string[] {
  const path: string[] = []
  const seen = new Set<string>()
  let next = departments.find((department) => department.id === id)
  while (next && !seen.has(next.id)) {
    seen.add(next.id)
    path.unshift(next.name)
    const { parentId } = next
    next = departments.find((department) => department.id === parentId)
  }
  return path
}

/** The only department of that name, or of that path: 华东区 / 上海. */
export function departmentByName(departments: readonly DepartmentInfo[], name: string): string | undefined {
  const wanted = name.split(/[/／>]/).map(foldText)
  const found = departments.filter(({ id }) => {
    const path = departmentPath(departments, id).map(foldText)
    return wanted.every((part, index) => path[path.length - wanted.length + index] === part)
  })
  return found.length === 1 ? found[0]?.id : undefined
}
