import type { RecordInput } from '../contract/write.ts'
import type { BulkTarget } from '../engine/data-engine.ts'
import { announce } from './announce.ts'
import { askable, targetIds } from './bulk-target.ts'
import { checkPeople } from './check-people.ts'
import { lockColumns, refuseBeyondLimits } from './column-limits.ts'
import { refuseDirectLine } from './create-record.ts'
import { type FoundProblem, problemAt, recordInvalid } from './field-problems.ts'
import { lockDuplicateChecks } from './lock-checks.ts'
import type { PreparedRecord } from './prepared-record.ts'
import { readInput } from './read-input.ts'
import { hasFiles } from './record-files.ts'
import { type RowState, readStates } from './row-state.ts'
import { updateRecords, writtenFields } from './update-records.ts'
import { withReasons } from './with-reasons.ts'
import type { WriteTable } from './write-call.ts'
import { writeTransaction } from './write-transaction.ts'

/** Sets the same values on many records. Those that the user may not change are left alone and counted. */
export async function updateMany(
  table: WriteTable,
  target: BulkTarget,
  input: RecordInput,
): Promise<{ updated: number; refused: number }> {
  refuseDirectLine(table)
  const template = await prepareTemplate(table, input)
  const counts = { updated: 0, refused: 0 }
  for await (const ids of targetIds(table, target)) {
    const { allowed, changed } = await withReasons(table.call, () => updateChunk(table, ids, template))
    announce(table.call, table.entity.key, changed, 'update')
    counts.updated += allowed
    counts.refused += ids.length - allowed
  }
  return counts
}

async function prepareTemplate(table: WriteTable, input: RecordInput): Promise<PreparedRecord> {
  const problems: FoundProblem[] = []
  const template = readInput(table, input, { mode: 'update', problems })
  // Lines and files belong to one record only.
  for (const field of template.lines.keys()) problems.push(problemAt(field.key, 'FIELD_READ_ONLY'))
  if (hasFiles(table, template)) problems.push(problemAt(fileFieldOf(table, template), 'FIELD_READ_ONLY'))
  await checkPeople(table, [template], problems, () => false)
  if (problems.length > 0) throw recordInvalid(problems, table.call.access)
  return template
}

function fileFieldOf({ layout }: WriteTable, { values }: PreparedRecord): string {
  return Object.keys(values).find((key) => layout.columns.get(key)?.spec.class === 'files') ?? ''
}

async function updateChunk(
  table: WriteTable,
  ids: readonly string[],
  template: PreparedRecord,
): Promise<{ allowed: number; changed: Set<string> }> {
  return writeTransaction(table.call, async (trx) => {
    await lockDuplicateChecks(trx, table, new Set(Object.keys(template.values)))
    await lockColumns(trx, table, [template])
    const fields = writtenFields([template])
    const states = await readStates(trx, table, { ids: askable(ids), fields, lock: 'update' })
    const allowed = states.filter(isWritable)
    const records = allowed.map(({ id }) => ({
      ...template,
      id,
      values: { ...template.values },
      links: new Map(template.links),
    }))
    const former = new Map(allowed.map((state) => [state.id, state]))
    const changed = await updateRecords(trx, table, records, former)
    await refuseBeyondLimits(trx, table, records, former)
    return { allowed: allowed.length, changed }
  })
}

function isWritable({ row, visible, mayUpdate, denied }: RowState): boolean {
  return row.archived_at === null && visible && mayUpdate && denied.length === 0
}
