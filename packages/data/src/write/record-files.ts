import { sql } from 'kysely'
import type { Executor } from '../database/database.ts'
import { runCached } from '../query/cached-statement.ts'
import type { ColumnLayout } from '../schema/table-layout.ts'
import { slot } from '../sql/slot.ts'
import { type FoundProblem, problemAt } from './field-problems.ts'
import { RowsRefused } from './held-back.ts'
import { perLayout } from './per-layout.ts'
import type { PreparedRecord } from './prepared-record.ts'
import { sharedTableName, type WriteTable } from './write-call.ts'
import { writeStatement } from './write-statements.ts'

interface FileRow {
  id: string
  name: string
  size: number
  type: string
  entity: string | null
  record_id: string | null
  field: string | null
  uploaded_by: string | null
}

/** One file at a field of a record. */
interface FileUse {
  record: PreparedRecord
  field: string
  position: number
  id: string
}

/** Whether a record is given files, or loses them. */
export function hasFiles(table: WriteTable, { values }: PreparedRecord): boolean {
  return fileColumns(table).some(({ field }) => {
    const files = values[field.key]
    return Array.isArray(files) && files.length > 0
  })
}

/** The columns of a table that hold files. */
export const fileColumns = perLayout(({ columns }): readonly ColumnLayout[] =>
  [...columns.values()].filter(({ spec }) => spec.class === 'files'),
)

/**
 * Replaces the ids that were sent by what is known of the files, and takes those files for the records. A file may be
 * taken by who uploaded it while it belongs to no record; a record keeps those that it has.
 */
export async function takeFiles(trx: Executor, table: WriteTable, records: readonly PreparedRecord[]): Promise<void> {
  const uses = fileUses(table, records)
  if (uses.length === 0) return
  const known = await lockFiles(trx, table, [...new Set(uses.map(({ id }) => id))])
  const problems = new Map<PreparedRecord, FoundProblem[]>()
  const taken = new Set<string>()
  for (const use of uses) {
    const file = known.get(use.id)
    if (file && !taken.has(use.id) && mayTake(file, use, table)) {
      const { id, name, size, type } = file
      ;(use.record.values[use.field] as unknown[])[use.position] = { id, name, size, type }
    } else {
      const problem = problemAt(`${use.record.path}${use.field}`, 'FILE_UNKNOWN', { id: use.id })
      problems.set(use.record, [...(problems.get(use.record) ?? []), problem])
    }
    taken.add(use.id)
  }
  if (problems.size > 0) throw new RowsRefused(problems)
  await attach(trx, table, uses)
}

/** Puts away the files that a record no longer has; their content stays for the history. */
export async function dropFiles(trx: Executor, table: WriteTable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const statement = writeStatement(
    table,
    'files drop',
    () => sql`update ${sharedTableName(table.call, 'file')} set archived_at = ${slot('$now', 'timestamptz')}
      where id = any(${slot('$ids', 'uuid[]')}) and archived_at is null`,
  )
  await runCached(trx, statement, { ...table.call.slots, $ids: ids })
}

/** The ids in a value of a file field. */
export function fileIds(value: unknown): string[] {
  return Array.isArray(value) ? value.map(({ id }: { id: string }) => id) : []
}

function fileUses(table: WriteTable, records: readonly PreparedRecord[]): FileUse[] {
  const columns = fileColumns(table)
  if (columns.length === 0) return []
  return records.flatMap((record) =>
    columns.flatMap(({ field }) => {
      // The list is filled in below, and what the caller sent is not ours to change.
      if (record.values[field.key]) record.values[field.key] = [...(record.values[field.key] as unknown[])]
      return fileIds(record.values[field.key]).map((id, position) => ({ record, field: field.key, position, id }))
    }),
  )
}

async function lockFiles(trx: Executor, table: WriteTable, ids: readonly string[]): Promise<Map<string, FileRow>> {
  const statement = writeStatement(
    table,
    'files lock',
    () => sql`select id, name, size, type, entity, record_id, field, uploaded_by
      from ${sharedTableName(table.call, 'file')}
      where id = any(${slot('$ids', 'uuid[]')}) and app = ${sql.lit(table.entity.app)} and archived_at is null
      order by id for update`,
  )
  const rows = await runCached<FileRow>(trx, statement, { $ids: ids })
  return new Map(rows.map((row) => [row.id, row]))
}

function mayTake(file: FileRow, { record, field }: FileUse, { call, entity }: WriteTable): boolean {
  if (file.record_id === null) return call.actorId === null || file.uploaded_by === call.actorId
  return file.entity === entity.key && file.record_id === record.id && file.field === field
}

async function attach(trx: Executor, table: WriteTable, uses: readonly FileUse[]): Promise<void> {
  const statement = writeStatement(
    table,
    'files attach',
    () => sql`update ${sharedTableName(table.call, 'file')} as f
      set entity = ${sql.lit(table.entity.key)}, record_id = x.record_id, field = x.field
      from jsonb_to_recordset(${slot('$rows', 'jsonb')}) as x (id uuid, record_id uuid, field text)
      where f.id = x.id and f.record_id is null`,
  )
  const rows = uses.map(({ id, field, record }) => ({ id, field, record_id: record.id }))
  await runCached(trx, statement, { $rows: JSON.stringify(rows) })
}
