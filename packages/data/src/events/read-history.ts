import { isUuid } from '@mortise/core'
import type { EntityModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { ChangeEvent } from '../contract/changes.ts'
import { recordErrors } from '../errors.ts'
import { isNoRows } from '../permission/entity-profile.ts'
import { runCached } from '../query/cached-statement.ts'
import { slot } from '../sql/slot.ts'
import { relatedTable, rowsIn, sharedTableName, tableName, type WriteTable } from '../write/write-call.ts'
import { writeErrors } from '../write/write-errors.ts'
import { writeStatement } from '../write/write-statements.ts'

interface HistoryPage {
  size: number
  /** Id of the last event of the page before. */
  before?: string
}

interface EventRow {
  id: string
  at: string
  kind: ChangeEvent['kind']
  entity: string
  record_id: string
  actor_id: string | null
  changes: { [field: string]: [unknown, unknown] }
  comment: ChangeEvent['comment'] | null
  source: ChangeEvent['source']
}

const maxHistoryPage = 200

/**
 * The events of a record and of its lines, newest first. A field is there only if the reader may read it on this very
 * record; an event of which nothing is left is left out.
 */
export async function readHistory(
  table: WriteTable,
  id: string,
  page: HistoryPage,
): Promise<{ events: ChangeEvent[]; next: string | null }> {
  if (!isUuid(id)) throw recordErrors.RECORD_NOT_FOUND()
  const size = Math.min(Math.max(Math.trunc(page.size) || 1, 1), maxHistoryPage)
  if (page.before !== undefined && !isUuid(page.before)) throw writeErrors.PAGE_INVALID()
  const readable = await readableFields(table, id)
  const events: ChangeEvent[] = []
  for (let before: string | undefined = page.before; ; ) {
    const rows = await eventRows(table, id, { before: before ?? null, limit: size + 1 })
    for (const row of rows) {
      const event = asReadable(row, table.entity, readable)
      if (event) events.push(event)
      if (events.length > size) break
    }
    if (events.length > size) return { events: events.slice(0, size), next: events[size - 1]?.id ?? null }
    if (rows.length <= size) return { events, next: null }
    before = rows.at(-1)?.id
  }
}

/** For the record's table and each sub-table: the fields that may be read on this record, and the line's own field. */
type ReadableFields = Map<string, { fields: ReadonlySet<string>; subTable?: string }>

async function readableFields(table: WriteTable, id: string): Promise<ReadableFields> {
  const tables = [{ table, subTable: undefined as string | undefined }, ...subTablesOf(table)]
  const statement = writeStatement(table, 'history rights', () => composeRights(table, tables))
  const { call } = table
  const rows = await runCached<{ [entity: string]: string[] }>(call.scope.workspace.database, statement, {
    ...call.slots,
    $id: id,
  })
  const row = rows[0]
  if (!row) throw recordErrors.RECORD_NOT_FOUND()
  return new Map(
    tables.map(({ table: { entity }, subTable }) => [entity.key, { fields: new Set(row[entity.key]), subTable }]),
  )
}

function subTablesOf(table: WriteTable): { table: WriteTable; subTable: string | undefined }[] {
  return table.entity.ownFields.flatMap((field) => {
    if (field.kind.relation !== 'children' || !field.target || !table.profile.fields.has(field.key)) return []
    return [{ table: relatedTable(table.call, field.target), subTable: field.key }]
  })
}

/** Sub-tables follow their owner, so the rights over a line are those that its table's scopes give on the owner's row. */
function composeRights(table: WriteTable, tables: readonly { table: WriteTable }[]): RawBuilder<unknown> {
  const lists = tables.map(({ table: { entity, profile } }) => {
    const fields = [...profile.fields]
      .filter(([, rule]) => !isNoRows(rule.read))
      .map(([key, rule]) => sql`case when ${rowsIn(rule.read, 't', table)} then ${sql.lit(key)} end`)
    return sql`array_remove(array[${sql.join(fields)}]::text[], null) as ${sql.id(entity.key)}`
  })
  return sql`select ${sql.join(lists)} from ${tableName(table)} as t
    where t.id = ${slot('$id', 'uuid')} and ${rowsIn(table.profile.read, 't', table)}`
}

async function eventRows(
  table: WriteTable,
  id: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<EventRow[]> {
  const { call } = table
  const statement = writeStatement(table, 'history', () => composeHistory(table))
  const rows = await runCached<EventRow>(call.scope.workspace.database, statement, {
    $id: id,
    $before: before ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    $limit: limit,
  })
  return rows
}

function composeHistory(table: WriteTable): RawBuilder<unknown> {
  const event = sharedTableName(table.call, 'event')
  const columns = sql`id, at, kind, entity, record_id, actor_id, changes, comment, source`
  const newest = (entity: string, records: RawBuilder<unknown>) => sql`(select ${columns} from ${event}
    where app = ${sql.lit(table.entity.app)} and entity = ${sql.lit(entity)} and record_id ${records}
      and id < ${slot('$before', 'uuid')} order by id desc limit ${slot('$limit', 'int')})`
  const lines = subTablesOf(table).map(({ table: child }) => {
    const owner = sql.ref(child.entity.parent?.field.key ?? 'id')
    const ids = sql`select id from ${tableName(child)} where ${owner} = ${slot('$id', 'uuid')}`
    return newest(child.entity.key, sql`in (${ids})`)
  })
  const all = [newest(table.entity.key, sql`= ${slot('$id', 'uuid')}`), ...lines]
  return sql`select * from (${sql.join(all, sql` union all `)}) e order by id desc limit ${slot('$limit', 'int')}`
}

function asReadable(row: EventRow, entity: EntityModel, readable: ReadableFields): ChangeEvent | null {
  const place = readable.get(row.entity)
  if (!place) return null
  const changes = Object.fromEntries(Object.entries(row.changes).filter(([field]) => place.fields.has(field)))
  const emptied = Object.keys(changes).length === 0 && Object.keys(row.changes).length > 0
  if (emptied && row.kind === 'update') return null
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    entity: row.entity,
    recordId: row.record_id,
    ...(row.entity !== entity.key && place.subTable ? { field: place.subTable } : {}),
    actorId: row.actor_id,
    changes,
    ...(row.comment ? { comment: row.comment } : {}),
    source: row.source,
  }
}
