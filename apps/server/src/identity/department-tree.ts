import type { LocalizedText } from '@mortise/core'
import type { Executor } from '@mortise/data/server'

/** One department as the directory shows it. */
export interface Department {
  id: string
  name: LocalizedText
  parentId: string | null
  headId: string | null
  position: number
}

/** All departments, in the order they are shown. */
export async function readDepartments(database: Executor): Promise<Department[]> {
  const { rows } = await database.run<Department>({
    text: `select id, name, parent_id as "parentId", head_id as "headId", position
           from mortise.department order by position, created_at, id`,
    values: [],
  })
  return rows
}

/** The department and all below it; a loop in the data does not hang. */
export function departmentAndBelow(departments: readonly Pick<Department, 'id' | 'parentId'>[], id: string): string[] {
  const children = Map.groupBy(departments, (department) => department.parentId)
  const found = new Set([id])
  for (const current of found) for (const child of children.get(current) ?? []) found.add(child.id)
  return [...found]
}
