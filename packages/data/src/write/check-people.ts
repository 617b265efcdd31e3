import type { FieldStorage } from '../contract/field-storage.ts'
import type { DirectoryPerson } from '../engine/directory.ts'
import { type FoundProblem, problemAt } from './field-problems.ts'
import { perLayout } from './per-layout.ts'
import type { PreparedLine, PreparedRecord } from './prepared-record.ts'
import { relatedTable, type WriteCall, type WriteTable } from './write-call.ts'

/**
 * Checks that the people and departments named in the records exist, and gives a record whose owner is named without
 * a department that of its owner.
 */
export async function checkPeople(
  table: WriteTable,
  records: readonly PreparedRecord[],
  problems: FoundProblem[],
  isNew: (record: PreparedRecord) => boolean,
): Promise<void> {
  for (const record of records) {
    for (const { key, refersTo } of peopleColumns(table)) {
      const value = record.values[key]
      if (value === undefined || value === null || value === table.call.actorId) continue
      const found = await exists[refersTo](table.call, value as string)
      if (!found) problems.push(problemAt(`${record.path}${key}`, notFound[refersTo]))
    }
    await fillDepartment(table, record, isNew(record))
    for (const [field, lines] of record.lines) {
      const child = relatedTable(table.call, field.target ?? '')
      await checkPeople(child, lines, problems, (line) => (line as PreparedLine).isNew)
    }
  }
}

type Referred = NonNullable<FieldStorage['refersTo']>

const notFound = { user: 'PERSON_UNKNOWN', department: 'DEPARTMENT_UNKNOWN' } as const

const exists: Record<Referred, (call: WriteCall, id: string) => Promise<boolean>> = {
  user: async (call, id) => (await personOf(call, id)) !== null,
  department: async ({ access, services }, id) =>
    ('user' in access && access.user.departmentId === id) || (await services.directory.hasDepartment(id)),
}

async function personOf({ access, services }: WriteCall, id: string): Promise<DirectoryPerson | null> {
  if ('user' in access && access.user.id === id) return { departmentId: access.user.departmentId }
  return services.directory.person(id)
}

async function fillDepartment(table: WriteTable, record: PreparedRecord, isNew: boolean): Promise<void> {
  const { values } = record
  if (!table.entity.fields.has('department') || values.department !== undefined) return
  if (!isNew && values.owner === undefined) return
  const owner = values.owner ? await personOf(table.call, values.owner as string) : null
  values.department = owner?.departmentId ?? null
  record.departmentFollows = !isNew
}

const peopleColumns = perLayout(({ columns }) =>
  [...columns.values()].flatMap(({ field: { key }, storage: { refersTo } }) => (refersTo ? [{ key, refersTo }] : [])),
)
