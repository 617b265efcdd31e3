import { deepEqual, isUuid, uuidv7 } from '@mortise/core'
import { followsChange } from '../computed/follows.ts'
import { needsJs } from '../computed/js-values.ts'
import { touchChanged } from '../computed/touched-records.ts'
import type { EntityRecord } from '../contract/query.ts'
import type { RecordInput } from '../contract/write.ts'
import type { Executor } from '../database/database.ts'
import type { SaveOptions } from '../engine/data-engine.ts'
import { recordErrors } from '../errors.ts'
import { announce } from './announce.ts'
import { answerRecord, checkAnswer } from './answer-record.ts'
import { checkPeople } from './check-people.ts'
import { checkRows } from './check-rows.ts'
import { limitsConcern, lockColumns, refuseBeyondLimits } from './column-limits.ts'
import { refuseDirectLine } from './create-record.ts'
import { duplicateChecksOf } from './duplicate-check.ts'
import { type FoundProblem, problemAt, recordInvalid } from './field-problems.ts'
import { HeldBack, runGuarded } from './held-back.ts'
import { type InputRow, slotValues } from './input-rows.ts'
import { lockDuplicateChecks } from './lock-checks.ts'
import { freshCopy, hasParts, type PreparedRecord } from './prepared-record.ts'
import { presentRecord } from './presented-record.ts'
import { readInput } from './read-input.ts'
import { fileColumns } from './record-files.ts'
import { changeRefused } from './refuse-change.ts'
import { type RowState, readStates } from './row-state.ts'
import { StaleVersion, withCurrent } from './stale-version.ts'
import { updateRecords, writtenFields } from './update-records.ts'
import { formerPrefix, updatedColumns, updateStatement } from './update-statement.ts'
import { withReasons } from './with-reasons.ts'
import type { WriteTable } from './write-call.ts'
import { writeErrors } from './write-errors.ts'
import { writeStatement } from './write-statements.ts'
import { writeTransaction } from './write-transaction.ts'

interface UpdateTarget {
  id: string
  version: number
}

/** Changes one record that is still as the user saw it: in one statement, unless parts elsewhere change too. */
export async function updateRecord(
  table: WriteTable,
  target: UpdateTarget,
  input: RecordInput,
  options: SaveOptions = {},
): Promise<EntityRecord> {
  refuseDirectLine(table)
  if (!isUuid(target.id)) throw recordErrors.RECORD_NOT_FOUND()
  await checkAnswer(table, options.select)
  const record = await prepareChange(table, target.id, input)
  const warnings = !options.acceptDuplicates
  const write = isPlain(table, record) ? updateRow : updateWithParts
  const outcome = await withCurrent(table, target.id, () =>
    withReasons(table.call, () => write(table, record, target, warnings), { warnings }),
  )
  if (outcome.changed) announce(table.call, table.entity.key, [target.id], 'update')
  if (outcome.saved && !outcome.followed) options.seen?.(outcome.saved)
  return answerRecord(table, target.id, outcome.saved, options.select)
}

interface Outcome {
  changed: boolean
  saved: EntityRecord | null
  /** Computed fields may have changed after it was saved. */
  followed?: boolean
}

async function prepareChange(table: WriteTable, id: string, input: RecordInput): Promise<PreparedRecord> {
  const problems: FoundProblem[] = []
  const record = readInput(table, input, { mode: 'update', problems })
  record.id = id
  await checkPeople(table, [record], problems, () => false)
  // Whoever may not see the record learns nothing about it, not even which values it would take.
  if (problems.length > 0) {
    const [state] = await readStates(table.call.scope.workspace.database, table, {
      ids: [id],
      fields: new Set(),
      lock: 'none',
    })
    if (!state?.visible || state.row.archived_at !== null) throw recordErrors.RECORD_NOT_FOUND()
    if (!state.mayUpdate) throw await changeRefused(table.call.scope.workspace.database, table, id)
    throw recordInvalid(problems, table.call.access)
  }
  return record
}

/** Whether the row is all that changes. */
function isPlain(table: WriteTable, record: PreparedRecord): boolean {
  if (hasParts(record) || limitsConcern(table, [record])) return false
  if (fileColumns(table).some(({ field }) => Object.hasOwn(record.values, field.key))) return false
  const fields = new Set(Object.keys(record.values))
  if (needsJs(table, fields)) return false
  return duplicateChecksOf(table, { fields, modes: new Set(['refuse']) }).length === 0
}

async function updateRow(
  table: WriteTable,
  record: PreparedRecord,
  target: UpdateTarget,
  warnings: boolean,
): Promise<Outcome> {
  const { call } = table
  const keys = Object.keys(record.values).sort()
  const fields = new Set(keys)
  const departmentFollows = record.departmentFollows ?? false
  const statement = writeStatement(table, `update ${warnings} ${departmentFollows} ${keys.join()}`, () => {
    const checks = duplicateChecksOf(table, { fields, modes: new Set(warnings ? ['refuse', 'warn'] : ['refuse']) })
    return updateStatement(table, { source: 'slots', fields, checks, departmentFollows })
  })
  const row = slotValues(record.values, updatedColumns(table, fields))
  const own = { id: target.id, $version: target.version, $event: uuidv7(call.now.getTime()) }
  const write = { table, records: [record], fields }
  const { database } = call.scope.workspace
  const values = Object.assign(row, call.slots, own)
  const run = async (executor: Executor): Promise<InputRow | undefined> => {
    const [changed] = await runGuarded<InputRow>(executor, statement, { ...values }, write)
    if (changed) touchChanged(call, table.entity.key, [target.id], { fields, former: takeFormer(changed) })
    return changed
  }
  const followed = followsChange(table, fields)
  const saved = await (followed ? writeTransaction(call, run) : run(database))
  if (saved) return { changed: true, saved: presentRecord(table, saved), followed }
  const state = await requireWritable(database, table, record, target, 'none')
  if (isSame(record, state)) return { changed: false, saved: null }
  throw new HeldBack(write)
}

/** Takes out of an answer where relations led to before. */
function takeFormer(row: InputRow): { [relation: string]: unknown[] } {
  const former: { [relation: string]: unknown[] } = {}
  for (const [name, value] of Object.entries(row)) {
    if (!name.startsWith(formerPrefix)) continue
    former[name.slice(formerPrefix.length)] = [value]
    delete row[name]
  }
  return former
}

async function updateWithParts(
  table: WriteTable,
  record: PreparedRecord,
  target: UpdateTarget,
  warnings: boolean,
): Promise<Outcome> {
  const fields = new Set(Object.keys(record.values))
  if (warnings) await refuseLookalikes(table, record, fields)
  const changed = await writeTransaction(table.call, async (trx) => {
    await lockDuplicateChecks(trx, table, fields)
    await lockColumns(trx, table, [record])
    const state = await requireWritable(trx, table, record, target, 'update')
    const states = new Map([[record.id, state]])
    const written = await updateRecords(trx, table, [freshCopy(record)], states)
    await refuseBeyondLimits(trx, table, [record], states)
    return written
  })
  return { changed: changed.size > 0, saved: null }
}

async function refuseLookalikes(table: WriteTable, record: PreparedRecord, fields: ReadonlySet<string>): Promise<void> {
  if (duplicateChecksOf(table, { fields, modes: new Set(['warn']) }).length === 0) return
  const { duplicates } = await checkRows({ table, records: [record], fields }, { warnings: true })
  if (duplicates.length > 0) throw writeErrors.RECORD_DUPLICATE({ duplicates })
}

/** The row as it is, if the user may write these fields of it and it is the version that they saw. */
async function requireWritable(
  executor: Executor,
  table: WriteTable,
  record: PreparedRecord,
  { id, version }: UpdateTarget,
  lock: 'none' | 'update',
): Promise<RowState> {
  const fields = writtenFields([record])
  const [state] = await readStates(executor, table, { ids: [id], fields, lock })
  if (!state?.visible || state.row.archived_at !== null) throw recordErrors.RECORD_NOT_FOUND()
  if (!state.mayUpdate) throw await changeRefused(executor, table, id)
  if (state.row.version !== version) throw new StaleVersion()
  if (state.denied.length > 0) {
    const problems = state.denied.map((key) => problemAt(key, 'FIELD_READ_ONLY'))
    throw recordInvalid(problems, table.call.access)
  }
  return state
}

function isSame({ values, departmentFollows }: PreparedRecord, { row }: RowState): boolean {
  return Object.entries(values).every(
    ([key, value]) => (key === 'department' && departmentFollows) || deepEqual(value, row[key]),
  )
}
