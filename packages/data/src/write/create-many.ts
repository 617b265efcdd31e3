import { setImmediate as othersTurn } from 'node:timers/promises'
import type { BulkResult, RecordInput } from '../contract/write.ts'
import { announce } from './announce.ts'
import { checkPeople } from './check-people.ts'
import { chunksOf } from './chunks-of.ts'
import { limitsConcern, lockColumns, refuseBeyondLimits } from './column-limits.ts'
import { refuseDirectLine } from './create-record.ts'
import { describeProblems, type FoundProblem, problemAt } from './field-problems.ts'
import { insertRecords, needsTransaction } from './insert-records.ts'
import { lockDuplicateChecks } from './lock-checks.ts'
import type { PreparedRecord } from './prepared-record.ts'
import { readInput } from './read-input.ts'
import { findingsOf } from './with-reasons.ts'
import type { WriteTable } from './write-call.ts'
import { writeErrors } from './write-errors.ts'
import { writeTransaction } from './write-transaction.ts'

export const maxBulkRecords = 10_000
/** Records per transaction when some may fail. */
const partialChunk = 500
const attempts = 3
/** Records that are checked before others get their turn: requests, and the writing of what was checked before. */
const checkedAtOnce = 50

export interface CreateManyOptions {
  partial?: boolean
  /** Nothing is written before this happened; what can be checked without the database is checked meanwhile. */
  after?: Promise<unknown>
}

/**
 * Creates many records, set-based, each with its event: all or none, or with `partial` those that can be. Warnings of
 * duplicate checks do not hold a bulk call up; refusals do.
 */
export async function createMany(
  table: WriteTable,
  inputs: readonly RecordInput[],
  { partial = false, after }: CreateManyOptions = {},
): Promise<BulkResult> {
  refuseDirectLine(table)
  if (!table.profile.create) throw writeErrors.RECORD_FORBIDDEN()
  if ('user' in table.call.access && inputs.length > maxBulkRecords) {
    throw writeErrors.BULK_TOO_LARGE({ max: maxBulkRecords })
  }
  const bulk = new BulkProgress(table, inputs.length)
  // It may fail before it is waited for.
  after?.catch(() => {})
  const records = await prepareAll(table, inputs, bulk)
  await after
  if (partial) {
    const sound = records.filter((record) => !bulk.isRefused(record))
    for (const chunk of chunksOf(sound, partialChunk)) await writeSome(table, chunk, bulk)
  } else if (!bulk.hasProblems) {
    await writeAll(table, records, bulk)
  }
  const result = bulk.result()
  announce(
    table.call,
    table.entity.key,
    result.ids.filter((id) => id !== null),
    'create',
  )
  return result
}

/** What has become of each record of a bulk call. */
class BulkProgress {
  readonly #table: WriteTable
  readonly #ids: (string | null)[]
  readonly #problems = new Map<number, FoundProblem[]>()

  constructor(table: WriteTable, length: number) {
    this.#table = table
    this.#ids = new Array<string | null>(length).fill(null)
  }

  get hasProblems(): boolean {
    return this.#problems.size > 0
  }

  isRefused({ index }: PreparedRecord): boolean {
    return this.#problems.has(index)
  }

  refuse(index: number, problems: readonly FoundProblem[]): void {
    if (problems.length > 0) this.#problems.set(index, [...(this.#problems.get(index) ?? []), ...problems])
  }

  accept(records: readonly PreparedRecord[]): void {
    for (const { index, id } of records) this.#ids[index] = id
  }

  result(): BulkResult {
    const problems = [...this.#problems]
      .sort(([a], [b]) => a - b)
      .map(([index, found]) => ({ index, problems: describeProblems(found, this.#table.call.access) }))
    return { ids: this.#ids, problems }
  }
}

async function prepareAll(
  table: WriteTable,
  inputs: readonly RecordInput[],
  bulk: BulkProgress,
): Promise<PreparedRecord[]> {
  const records: PreparedRecord[] = []
  for (const [index, input] of inputs.entries()) {
    if (index % checkedAtOnce === checkedAtOnce - 1) await othersTurn()
    const problems: FoundProblem[] = []
    const record = readInput(table, input, { mode: 'create', index, problems })
    await checkPeople(table, [record], problems, () => true)
    bulk.refuse(index, problems)
    records.push(record)
  }
  return records
}

/** Everything in one transaction; a single record needs none. */
async function writeAll(table: WriteTable, records: readonly PreparedRecord[], bulk: BulkProgress): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      await write(table, records)
      bulk.accept(records)
      return
    } catch (error) {
      if (await refuseFound(error, bulk)) return
    }
  }
  throw writeErrors.RECORD_BUSY()
}

/** One chunk: what is held back is taken out, the rest tried again. */
async function writeSome(table: WriteTable, records: readonly PreparedRecord[], bulk: BulkProgress): Promise<void> {
  for (let rest = records, attempt = 1; rest.length > 0; attempt++) {
    try {
      await write(table, rest)
      bulk.accept(rest)
      return
    } catch (error) {
      const found = await refuseFound(error, bulk)
      if (!found && attempt >= attempts) {
        for (const { index } of rest) bulk.refuse(index, [problemAt('', 'VALUE_INVALID')])
      }
      rest = rest.filter((record) => !bulk.isRefused(record))
    }
  }
}

async function refuseFound(error: unknown, bulk: BulkProgress): Promise<boolean> {
  const findings = await findingsOf(error, false)
  if (!findings) throw error
  for (const [{ index }, problems] of findings.problems) bulk.refuse(index, problems)
  return findings.problems.size > 0
}

/** One attempt. What it fills in, numbers and descriptions of files, a further one fills in anew. */
async function write(table: WriteTable, records: readonly PreparedRecord[]): Promise<void> {
  const { database } = table.call.scope.workspace
  // A statement writes the rows that pass and leaves out those that do not; only a transaction takes them back.
  const alone = records.length === 1 && !needsTransaction(table, records) && !limitsConcern(table, records)
  if (alone) await insertRecords(database, table, records)
  else {
    await writeTransaction(table.call, async (trx) => {
      await lockDuplicateChecks(trx, table, null)
      await lockColumns(trx, table, records)
      await insertRecords(trx, table, records)
      await refuseBeyondLimits(trx, table, records, null)
    })
  }
}
