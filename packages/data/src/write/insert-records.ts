import { uuidv7 } from '@mortise/core'
import { followsExistence } from '../computed/follows.ts'
import { needsJs, newJsValues } from '../computed/js-values.ts'
import { touchFresh } from '../computed/touched-records.ts'
import type { Executor } from '../database/database.ts'
import type { ColumnLayout } from '../schema/table-layout.ts'
import { countersOf, drawNumbers } from './draw-numbers.ts'
import { duplicateChecksOf } from './duplicate-check.ts'
import { blankOf } from './field-value.ts'
import { HeldBack, runGuarded } from './held-back.ts'
import { type InputRow, isStamp, jsonValues } from './input-rows.ts'
import { insertedColumns, insertStatement } from './insert-statement.ts'
import { perLayout } from './per-layout.ts'
import { hasParts, type PreparedLine, type PreparedRecord } from './prepared-record.ts'
import { fileColumns, hasFiles, takeFiles } from './record-files.ts'
import { insertLinks, type LinkChanges, newLinkChanges } from './record-links.ts'
import { relatedTable, type WriteTable } from './write-call.ts'
import { writeStatement } from './write-statements.ts'

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
  await insertRows(executor, table, records, newLinkChanges(records))
  await insertLinks(executor, table, records)
  touchFresh(
    table.call,
    table.entity.key,
    records.map(({ id }) => id),
  )
  for (const [child, lines] of linesByTable(table, records)) await insertRecords(executor, child, lines)
}

async function insertRows(
  executor: Executor,
  table: WriteTable,
  records: readonly PreparedRecord[],
  links: LinkChanges,
): Promise<void> {
  const checks = duplicateChecksOf(table, { fields: null, modes: refusals })
  const stampedNow = 'user' in table.call.access
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
  const values = { ...table.call.slots, ...jsonValues(rows, columns) }
  const write = { table, records, fields: null }
  const saved = await runGuarded<{ id: string }>(executor, statement, values, write)
  if (saved.length < records.length) throw new HeldBack(write)
}

/** The new lines of new records, by the table they go to, each told who owns it. */
function linesByTable(table: WriteTable, records: readonly PreparedRecord[]): Map<WriteTable, PreparedLine[]> {
  const byTable = new Map<WriteTable, PreparedLine[]>()
  for (const field of table.entity.ownFields) {
    if (field.kind.relation !== 'children') continue
    const lines = records.flatMap((record) => {
      const own = record.lines.get(field) ?? []
      return own.map((line) => ownedBy(line, record.id, relatedTable(table.call, field.target ?? '')))
    })
    if (lines.length > 0) byTable.set(relatedTable(table.call, field.target ?? ''), lines)
  }
  return byTable
}

/** A line that knows the record it belongs to. */
export function ownedBy(line: PreparedLine, parentId: string, { entity }: WriteTable): PreparedLine {
  if (entity.parent) line.values[entity.parent.field.key] = parentId
  return line
}
