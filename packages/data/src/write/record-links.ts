import type { FieldModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import { touchChanged } from '../computed/touched-records.ts'
import type { Executor } from '../database/database.ts'
import { runCached } from '../query/cached-statement.ts'
import { slot } from '../sql/slot.ts'
import { type FoundProblem, problemAt } from './field-problems.ts'
import { RowsRefused } from './held-back.ts'
import type { PreparedRecord } from './prepared-record.ts'
import { relatedTable, rowsIn, tableName, type WriteTable } from './write-call.ts'
import { writeStatement } from './write-statements.ts'

/** What a change of a many-to-many relation did to one record, as the change event tells it. */
export type LinkChanges = Map<PreparedRecord, { [field: string]: [string[] | null, string[]] }>

/** What the links of a new record will be; they are written after it. */
export function newLinkChanges(records: readonly PreparedRecord[]): LinkChanges {
  const changes: LinkChanges = new Map()
  for (const record of records) {
    for (const [field, ids] of record.links) if (ids.length > 0) note(changes, record, field, [null, [...ids]])
  }
  return changes
}

/** Writes the links of new records. */
export async function insertLinks(trx: Executor, table: WriteTable, records: readonly PreparedRecord[]): Promise<void> {
  for (const [field, members] of recordsByLink(records)) {
    const wanted = members.map((record) => ({ record, ids: record.links.get(field) ?? [] }))
    await requireTargets(trx, table, field, wanted)
    await addLinks(trx, table, field, wanted)
  }
}

/** Brings the links of existing records to what is wanted. Links to records that the user cannot see stay. */
export async function replaceLinks(
  trx: Executor,
  table: WriteTable,
  records: readonly PreparedRecord[],
): Promise<LinkChanges> {
  const changes: LinkChanges = new Map()
  for (const [field, members] of recordsByLink(records)) {
    const present = await presentLinks(trx, table, field, members)
    const added: Wanted[] = []
    const removed: Wanted[] = []
    for (const record of members) {
      const wanted = record.links.get(field) ?? []
      const links = present.get(record.id) ?? []
      const before = links.map(({ target }) => target)
      added.push({ record, ids: wanted.filter((id) => !before.includes(id)) })
      removed.push({
        record,
        ids: links.filter(({ target, visible }) => visible && !wanted.includes(target)).map(({ target }) => target),
      })
      const after = [...new Set([...before, ...wanted])].filter((id) => !removed.at(-1)?.ids.includes(id)).sort()
      if (added.at(-1)?.ids.length || removed.at(-1)?.ids.length) note(changes, record, field, [before, after])
    }
    await requireTargets(trx, table, field, added)
    await addLinks(trx, table, field, added)
    await removeLinks(trx, table, field, removed)
    touchLinks(table, field, [...added, ...removed], removed)
  }
  return changes
}

interface Wanted {
  record: PreparedRecord
  ids: readonly string[]
}

/** Computed fields may read over the links, from either side. */
function touchLinks(
  { call, entity }: WriteTable,
  field: FieldModel,
  changed: readonly Wanted[],
  removed: readonly Wanted[],
): void {
  const ids = changed.flatMap(({ record, ids: targets }) => (targets.length > 0 ? record.id : []))
  const former = { [field.key]: removed.flatMap((one) => one.ids) }
  if (ids.length > 0) touchChanged(call, entity.key, ids, { fields: [field.key], former })
}

interface PresentLink {
  record: string
  target: string
  visible: boolean
}

function recordsByLink(records: readonly PreparedRecord[]): Map<FieldModel, PreparedRecord[]> {
  const byField = new Map<FieldModel, PreparedRecord[]>()
  for (const record of records) {
    for (const field of record.links.keys()) byField.set(field, [...(byField.get(field) ?? []), record])
  }
  return byField
}

function note(
  changes: LinkChanges,
  record: PreparedRecord,
  field: FieldModel,
  pair: [string[] | null, string[]],
): void {
  changes.set(record, { ...changes.get(record), [field.key]: pair })
}

async function presentLinks(
  trx: Executor,
  table: WriteTable,
  field: FieldModel,
  records: readonly PreparedRecord[],
): Promise<Map<string, PresentLink[]>> {
  const target = relatedTable(table.call, field.target ?? '')
  const statement = writeStatement(
    table,
    `links present ${field.key}`,
    () => sql`select l.record_id as record, l.target_id as target,
      (r.archived_at is null and ${rowsIn(target.profile.read, 'r', target)}) is true as visible
      from ${linkTable(table, field)} as l join ${tableName(target)} as r on r.id = l.target_id
      where l.record_id = any(${slot('$ids', 'uuid[]')}) order by l.target_id`,
  )
  const ids = records.map(({ id }) => id)
  const rows = await runCached<PresentLink>(trx, statement, { ...table.call.slots, $ids: ids })
  return Map.groupBy(rows, ({ record }) => record)
}

async function requireTargets(
  trx: Executor,
  table: WriteTable,
  field: FieldModel,
  wanted: readonly Wanted[],
): Promise<void> {
  const ids = [...new Set(wanted.flatMap((one) => one.ids))]
  if (ids.length === 0) return
  const target = relatedTable(table.call, field.target ?? '')
  const statement = writeStatement(
    target,
    'links targets',
    () => sql`select r.id from ${tableName(target)} as r
      where r.id = any(${slot('$ids', 'uuid[]')}) and r.archived_at is null and ${rowsIn(target.profile.read, 'r', target)}
      order by r.id for key share of r`,
  )
  const rows = await runCached<{ id: string }>(trx, statement, { ...table.call.slots, $ids: ids })
  const known = new Set(rows.map(({ id }) => id))
  const problems = new Map<PreparedRecord, FoundProblem[]>()
  for (const one of wanted) {
    const unknown = one.ids.filter((id) => !known.has(id))
    if (unknown.length === 0) continue
    problems.set(one.record, [problemAt(`${one.record.path}${field.key}`, 'RELATED_UNKNOWN', { ids: unknown })])
  }
  if (problems.size > 0) throw new RowsRefused(problems)
}

async function addLinks(trx: Executor, table: WriteTable, field: FieldModel, links: readonly Wanted[]): Promise<void> {
  await changeLinks(trx, table, links, `links add ${field.key}`, (pairs) => {
    return sql`insert into ${linkTable(table, field)} (record_id, target_id) select x.record_id, x.target_id
      from ${pairs} on conflict do nothing`
  })
}

async function removeLinks(
  trx: Executor,
  table: WriteTable,
  field: FieldModel,
  links: readonly Wanted[],
): Promise<void> {
  await changeLinks(trx, table, links, `links remove ${field.key}`, (pairs) => {
    return sql`delete from ${linkTable(table, field)} as l using ${pairs}
      where l.record_id = x.record_id and l.target_id = x.target_id`
  })
}

async function changeLinks(
  trx: Executor,
  table: WriteTable,
  links: readonly Wanted[],
  shape: string,
  compose: (pairs: RawBuilder<unknown>) => RawBuilder<unknown>,
): Promise<void> {
  const pairs = links.flatMap(({ record, ids }) => ids.map((id) => ({ record_id: record.id, target_id: id })))
  if (pairs.length === 0) return
  const statement = writeStatement(table, shape, () =>
    compose(sql`jsonb_to_recordset(${slot('$rows', 'jsonb')}) as x (record_id uuid, target_id uuid)`),
  )
  await runCached(trx, statement, { $rows: JSON.stringify(pairs) })
}

function linkTable({ call, layout }: WriteTable, field: FieldModel): RawBuilder<unknown> {
  const link = layout.links.get(field.key)
  if (!link) throw new Error(`unreachable: ${field.key} has no link table`)
  return sql.id(call.scope.workspace.schema, link.table)
}
