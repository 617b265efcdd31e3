import { uuidv7 } from '@mortise/core'
import { followsExistence } from '../computed/follows.ts'
import { needsJs, newJsValues } from '../computed/js-values.ts'
import { touchFresh } from '../computed/touched-records.ts'
import type { Executor } from '../database/database.ts'
import type { CachedStatement } from '../query/cached-statement.ts'
import type { ColumnLayout } from '../schema/table-layout.ts'
import { chunksOf } from './chunks-of.ts'
import { countersOf, drawNumbers } from './draw-numbers.ts'
import { duplicateChecksOf } from './duplicate-check.ts'
import { blankOf } from './field-value.ts'
import { HeldBack, runGuarded } from './held-back.ts'
import { type InputRow, isStamp, jsonValues } from './input-rows.ts'
import { insertedColumns, insertStatement } from './insert-statement.ts'
import { perLayout } from './per-layout.ts'
import { hasParts, type PreparedLine, type PreparedRecord } from './prepared-record.ts'
import { fileColumns, hasFiles, takeFiles } from './record-files.ts'
import { insertLinks, newLinkChanges } from './record-links.ts'
import { relatedTable, type WriteTable } from './write-call.ts'
import { writeStatement } from './write-statements.ts'

const recordsPerStatement = 1000
const refusals = new Set(['refuse'] as const)

/** Whether new records need more than their own rows and events, and so a transaction. */
export function needsTransaction(table: WriteTable, records: readonly PreparedRecord[]): boolean {
  if (countersOf(table).length > 0 || followsExistence(table)) return true
  if (duplicateChecksOf(table, { fields: null, modes: refusals }).length > 0) return true
  const files = fileColumns(table).length > 0
  return records.some((record) => hasParts(record) || (files && hasFiles(table, record)))
}

const sentColumns = perLayout((layout) => insertedColumns({ layout }).filter((column) => !isStamp(column)))

/** The row of a new record: blank where nothing was given. */
export function newRow(columns: readonly ColumnLayout[], { values }: Pick<PreparedRecord, 'values'>): InputRow {
  const row: InputRow = {}
  for (const { field } of columns) row[field.key] = values[field.key] ?? blankOf(field)
  return row
}

/** Inserts records with their events, links, lines and files. Throws HeldBack or RowsRefused when one cannot be. */
export async function insertRecords(
  executor: Executor,
  table: WriteTable,
  records: readonly PreparedRecord[],
): Promise<void> {
  if (records.length === 0) return
  await takeFiles(executor, table, records)
  await drawNumbers(executor, table, records)
  if (needsJs(table, null)) {
    const columns = insertedColumns(table)
    for (const record of records) Object.assign(record.values, newJsValues(table, newRow(columns, record)))
  }
  await insertRows(executor, table, records)
  for (const chunk of chunksOf(records, recordsPerStatement)) await insertLinks(executor, table, chunk)
  touchFresh(
    table.call,
    table.entity.key,
    records.map(({ id }) => id),
  )
  for (const [child, lines] of linesByTable(table, records)) await insertRecords(executor, child, lines)
}

/** While the database writes rows, the next ones are put together. */
async function insertRows(executor: Executor, table: WriteTable, records: readonly PreparedRecord[]): Promise<void> {
  let written: Promise<void> = Promise.resolve()
  for (const chunk of chunksOf(records, recordsPerStatement)) {
    const rows = rowsOf(table, chunk)
    await written
    written = insertChunk(executor, table, chunk, rows)
  }
  await written
}

/** Rows for one statement, ready to be sent. */
interface SentRows {
  statement: CachedStatement
  values: InputRow
}

function rowsOf(table: WriteTable, records: readonly PreparedRecord[]): SentRows {
  const checks = duplicateChecksOf(table, { fields: null, modes: refusals })
  const stampedNow = 'user' in table.call.access
  const links = newLinkChanges(records)
  const linked = links.size > 0
  const statement = writeStatement(table, `insert json ${stampedNow} ${linked}`, () =>
    insertStatement(table, { source: 'json', checks, stampedNow, linked }),
  )
  const columns = stampedNow ? sentColumns(table) : insertedColumns(table)
  const rows = records.map((record) => {
    const row = newRow(columns, record)
    row.$event = uuidv7(table.call.now.getTime())
    if (linked) row.$extra = links.get(record) ?? {}
    return row
  })
  return { statement, values: { ...table.call.slots, ...jsonValues(rows, columns) } }
}

async function insertChunk(
  executor: Executor,
  table: WriteTable,
  records: readonly PreparedRecord[],
  { statement, values }: SentRows,
): Promise<void> {
  const write = { table, records, fields: null }
  const saved = await runGuarded<{ id: string }>(executor, statement, values, write)
  if (saved.length < records.length) throw new HeldBack(write)
}

/** The new lines of new records, by the table they go to, each told who owns it. */
function linesByTable(table: WriteTable, records: readonly PreparedRecord[]): Map<WriteTable, PreparedLine[]> {
  const byTable = new Map<WriteTable, PreparedLine[]>()
  for (const field of table.entity.ownFields) {
    if (field.kind.relation !== 'children') continue
    const child = relatedTable(table.call, field.target ?? '')
    const lines = records.flatMap((record) =>
      (record.lines.get(field) ?? []).map((line) => ownedBy(line, record.id, child)),
    )
    if (lines.length > 0) byTable.set(child, lines)
  }
  return byTable
}

/** A line that knows the record it belongs to. */
export function ownedBy(line: PreparedLine, parentId: string, { entity }: WriteTable): PreparedLine {
  if (entity.parent) line.values[entity.parent.field.key] = parentId
  return line
}
