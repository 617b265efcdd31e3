import { type RawBuilder, sql } from 'kysely'
import type { EntityRecord } from '../contract/query.ts'
import type { Executor } from '../database/database.ts'
import { slot } from '../sql/slot.ts'
import { type CachedStatement, cachedStatement, runCached } from './cached-statement.ts'
import {
  type CompiledSelect,
  columnsSql,
  compileSelect,
  defaultPaths,
  type SelectedRelation,
} from './compile-select.ts'
import { type Row, recordShaper } from './record-shape.ts'
import {
  allOf,
  type Composition,
  columnRef,
  fieldGuard,
  openTable,
  type TableSource,
  tableSql,
} from './table-source.ts'
import { linkTable, relatedRows } from './to-many.ts'

/** Brings the records of a to-many relation for a page of owners, in one statement. */
export interface RelatedLoader {
  key: string
  /** Column of the owner's row that holds its id. */
  ownerColumn: string
  statement: CachedStatement
  /** Row → record, or → id where the relation is a list of ids. */
  shape(row: Row): unknown
  related: RelatedLoader[]
}

/** Inverse relations have no natural limit; a record shows at most this many of each. */
const maxInverse = 200

/** Compiles the loaders of a selection, and of what is selected inside them. */
export function compileLoaders(composition: Composition, select: CompiledSelect, under = ''): RelatedLoader[] {
  return select.related.map((relation) =>
    relation.idsOnly ? idsLoader(composition, relation) : recordsLoader(composition, relation, under),
  )
}

/** Runs the loaders for a page of owners and puts what they bring into the records. */
export async function loadRelated(
  executor: Executor,
  loaders: readonly RelatedLoader[],
  page: { rows: readonly Row[]; records: readonly EntityRecord[] },
  values: { [slot: string]: unknown },
): Promise<void> {
  for (const loader of loaders) await loadOne(executor, loader, page, values)
}

async function loadOne(
  executor: Executor,
  loader: RelatedLoader,
  page: { rows: readonly Row[]; records: readonly EntityRecord[] },
  values: { [slot: string]: unknown },
): Promise<void> {
  const owners = page.rows.map((row) => row[loader.ownerColumn])
  const ids = [...new Set(owners)].filter((id) => typeof id === 'string')
  const rows = ids.length === 0 ? [] : await runCached(executor, loader.statement, { ...values, ids })
  const found = rows.map((row) => loader.shape(row))
  await loadRelated(executor, loader.related, { rows, records: found as EntityRecord[] }, values)
  const groups = new Map<unknown, unknown[]>()
  rows.forEach((row, index) => {
    const group = groups.get(row.$owner)
    if (group) group.push(found[index])
    else groups.set(row.$owner, [found[index]])
  })
  page.records.forEach((record, index) => {
    record[loader.key] = groups.get(owners[index]) ?? []
  })
}

function recordsLoader(composition: Composition, selected: SelectedRelation, under: string): RelatedLoader {
  const { relation, key } = selected
  const owner = openTable(composition, selected.owner)
  const rows = relatedRows(composition, owner, relation)
  const path = `${under}${key}.`
  const whole = selected.whole ? defaultPaths(composition, relation.target) : []
  const select = compileSelect(composition, rows.source, [...whole, ...selected.paths], path)
  const limited = relation.via === 'inverse' || relation.via === 'inverse_link'
  const inner = sql`select ${columnsSql(select.columns)} from ${rows.from()}
    where ${allOf([...rows.conditions, live(owner, rows.source, relation.via === 'children')])}
    order by ${sql.join(orderOf(rows.source))}${limited ? sql` limit ${sql.lit(maxInverse)}` : sql``}`
  return {
    key,
    ownerColumn: selected.ownerColumn,
    statement: perOwner(
      composition,
      owner,
      inner,
      select.columns.map((column) => column.alias),
    ),
    shape: recordShaper(select.columns, { helpers: true }),
    related: compileLoaders(composition, select, path),
  }
}

function idsLoader(composition: Composition, selected: SelectedRelation): RelatedLoader {
  const owner = openTable(composition, selected.owner)
  const link = linkTable(composition, selected.relation.field)
  const tie = sql`${sql.ref(`${link.alias}.record_id`)} = ${columnRef(owner, 'id')}`
  const target = sql.ref(`${link.alias}.target_id`)
  const inner = sql`select ${target} as "id" from ${link.sql}
    where ${allOf([tie, ...fieldGuard(composition, owner, selected.relation.field)])} order by ${target}`
  return {
    key: selected.key,
    ownerColumn: selected.ownerColumn,
    statement: perOwner(composition, owner, inner, ['id']),
    shape: (row) => row.id,
    related: [],
  }
}

/** The inner statement once for each owner of the page; its order is kept within an owner. */
function perOwner(
  composition: Composition,
  owner: TableSource,
  inner: RawBuilder<unknown>,
  aliases: readonly string[],
): CachedStatement {
  const id = columnRef(owner, 'id')
  const columns = aliases.map((alias) => sql`related.${sql.id(alias)}`)
  const query = sql`select ${id} as "$owner", ${sql.join(columns)} from ${tableSql(composition, owner)}
    cross join lateral (${inner}) as related where ${id} = any(${slot('ids', 'uuid[]')})`
  return cachedStatement(query, composition.names)
}

/** Archived records are left out, except for lines that were archived together with their record. */
function live(owner: TableSource, source: TableSource, children: boolean): RawBuilder<boolean> {
  const archived = columnRef(source, 'archived_at')
  if (!children) return sql`${archived} is null`
  return sql`(${archived} is null or ${archived} = ${columnRef(owner, 'archived_at')})`
}

function orderOf(source: TableSource): RawBuilder<unknown>[] {
  const keys = source.entity.parent ? ['position', 'id'] : ['id']
  return keys.map((key) => columnRef(source, key))
}
