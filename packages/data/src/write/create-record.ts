import { uuidv7 } from '@mortise/core'
import { needsJs, newJsValues } from '../computed/js-values.ts'
import type { EntityRecord } from '../contract/query.ts'
import type { RecordInput } from '../contract/write.ts'
import type { SaveOptions } from '../engine/data-engine.ts'
import { announce } from './announce.ts'
import { answerRecord, checkAnswer } from './answer-record.ts'
import { checkPeople } from './check-people.ts'
import { checkRows } from './check-rows.ts'
import { limitsConcern, lockColumns, refuseBeyondLimits } from './column-limits.ts'
import { type DuplicateCheck, duplicateChecksOf } from './duplicate-check.ts'
import { type FoundProblem, recordInvalid } from './field-problems.ts'
import { HeldBack, runGuarded } from './held-back.ts'
import { type InputRow, slotValues } from './input-rows.ts'
import { insertRecords, needsTransaction, newRow } from './insert-records.ts'
import { insertedColumns, insertStatement } from './insert-statement.ts'
import { lockDuplicateChecks } from './lock-checks.ts'
import type { PreparedRecord } from './prepared-record.ts'
import { presentRecord } from './presented-record.ts'
import { readInput } from './read-input.ts'
import { withReasons } from './with-reasons.ts'
import type { WriteTable } from './write-call.ts'
import { writeErrors } from './write-errors.ts'
import { writeStatement } from './write-statements.ts'
import { writeTransaction } from './write-transaction.ts'

/** Creates one record: in one statement, unless it has parts elsewhere. */
export async function createRecord(
  table: WriteTable,
  input: RecordInput,
  options: SaveOptions = {},
): Promise<EntityRecord> {
  const { call, entity } = table
  refuseDirectLine(table)
  if (!table.profile.create) throw writeErrors.RECORD_FORBIDDEN()
  await checkAnswer(table, options.select)
  const record = await prepareNew(table, input)
  const warnings = !options.acceptDuplicates
  const saved = await withReasons(
    call,
    () =>
      needsTransaction(table, [record]) || limitsConcern(table, [record])
        ? insertWithParts(table, record, warnings)
        : insertRow(table, record, warnings),
    { warnings },
  )
  announce(call, entity.key, [record.id], 'create')
  return answerRecord(table, record.id, saved, options.select)
}

/** Lines are saved with their owner, which is what is locked and versioned; only the platform's own work may differ. */
export function refuseDirectLine({ entity, call }: WriteTable): void {
  if (entity.parent && 'user' in call.access) throw writeErrors.LINES_WITH_PARENT()
}

async function prepareNew(table: WriteTable, input: RecordInput): Promise<PreparedRecord> {
  const problems: FoundProblem[] = []
  const record = readInput(table, input, { mode: 'create', problems })
  await checkPeople(table, [record], problems, () => true)
  if (problems.length > 0) throw recordInvalid(problems, table.call.access)
  return record
}

function modesOf(warnings: boolean): Set<DuplicateCheck['mode']> {
  return new Set(warnings ? ['refuse', 'warn'] : ['refuse'])
}

async function insertRow(
  table: WriteTable,
  record: PreparedRecord,
  warnings: boolean,
): Promise<{ [column: string]: unknown }> {
  const { call } = table
  const statement = writeStatement(table, `insert ${warnings}`, () => {
    const checks = duplicateChecksOf(table, { fields: null, modes: modesOf(warnings) })
    return insertStatement(table, { source: 'slots', checks })
  })
  const given = newRow(insertedColumns(table), record)
  if (needsJs(table, null)) Object.assign(given, newJsValues(table, given))
  const row = slotValues(given, insertedColumns(table))
  const write = { table, records: [record], fields: null }
  const values = Object.assign(row, call.slots, { $event: uuidv7(call.now.getTime()) })
  const [saved] = await runGuarded<InputRow>(call.scope.workspace.database, statement, values, write)
  if (!saved) throw new HeldBack(write)
  return presentRecord(table, saved)
}

async function insertWithParts(table: WriteTable, record: PreparedRecord, warnings: boolean): Promise<null> {
  if (warnings) await refuseLookalikes(table, record)
  await writeTransaction(table.call, async (trx) => {
    await lockDuplicateChecks(trx, table, null)
    await lockColumns(trx, table, [record])
    await insertRecords(trx, table, [record])
    await refuseBeyondLimits(trx, table, [record], null)
  })
  return null
}

/** The statement for many rows leaves warnings out: nobody could answer them. */
async function refuseLookalikes(table: WriteTable, record: PreparedRecord): Promise<void> {
  if (duplicateChecksOf(table, { fields: null, modes: new Set(['warn']) }).length === 0) return
  const { duplicates } = await checkRows({ table, records: [record], fields: null }, { warnings: true })
  if (duplicates.length > 0) throw writeErrors.RECORD_DUPLICATE({ duplicates })
}
