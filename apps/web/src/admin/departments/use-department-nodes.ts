import type { AdminDepartment } from '@mortise/api'
import { localize } from '@mortise/core'
import { useLanguage } from '@mortise/ui'
import { useMemo } from 'react'

/** A department with those below it, as trees and tree pickers take it. */
export interface DepartmentNode {
  value: string
  label: string
  children?: DepartmentNode[]
}

/** The departments as trees, in their order; without the given one and all below it, where it looks for a new parent. */
export function useDepartmentNodes(departments: readonly AdminDepartment[], without?: string): DepartmentNode[] {
  const language = useLanguage()
  return useMemo(() => departmentNodes(departments, language, without), [departments, language, without])
}

function departmentNodes(
  departments: readonly AdminDepartment[],
  language: 'zh' | 'en',
  without: string | undefined,
): DepartmentNode[] {
  const known = new Set(departments.map(({ id }) => id))
  const children = Map.groupBy(departments, ({ parentId }) => (parentId && known.has(parentId) ? parentId : null))
  const nodesBelow = (parentId: string | null): DepartmentNode[] =>
    (children.get(parentId) ?? [])
      .filter(({ id }) => id !== without)
      .map(({ id, name }) => {
        const below = nodesBelow(id)
        return { value: id, label: localize(name, language), ...(below.length > 0 && { children: below }) }
      })
  return nodesBelow(null)
}
