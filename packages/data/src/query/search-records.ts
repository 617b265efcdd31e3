import type { EntityModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Access } from '../contract/access.ts'
import type { SearchHit } from '../contract/query.ts'
import type { AppScope } from '../engine/data-engine.ts'
import type { ContextSlot } from '../expression/expression-environment.ts'
import { rightsOf } from '../permission/app-rights.ts'
import { isNoRows } from '../permission/entity-profile.ts'
import { isFieldReadable } from '../permission/field-readable.ts'
import { slot } from '../sql/slot.ts'
import { type CachedStatement, cachedStatement, runCached } from './cached-statement.ts'
import { bindSearch, compileSearch, searchableColumns, searchShape, searchWords } from './compile-search.ts'
import { columnOf, locateField } from './locate-field.ts'
import { composition, type ReaderOptions, slotsOf } from './read-call.ts'
import { readerPlans } from './reader-plans.ts'
import { allOf, type Composition, columnRef, fromSql, openTable, rowGuard } from './table-source.ts'
import { textCollationOf } from './text-collation.ts'

/** Of each table at most so many candidates are ranked: ranking all matches of a common word would take too long. */
const maxCandidates = 200
const maxHits = 100

/** Records of any table that the reader may see, found by their searchable texts; best first. */
export async function searchRecords(
  options: ReaderOptions,
  access: Access,
  scope: AppScope,
  text: string,
  limit: number,
): Promise<SearchHit[]> {
  const words = searchWords(text)
  if (words.length === 0) return []
  const { model, workspace } = scope
  const { database, schema } = workspace
  const rights = rightsOf(access, model)
  const plans = readerPlans(model, database, schema)
  const collation = await textCollationOf(database)
  const plan = plans.plan(`search|${rights.key}|${searchShape(words)}`, () =>
    compileGlobalSearch(composition(options, scope, { rights, collation, names: plans.names }), words),
  )
  if (!plan.statement) return []
  const slots = await slotsOf({ access, scope, options }, plan.contexts)
  const values: { [slot: string]: unknown } = { ...slots, whole: words.join(' ') }
  values.limit = Math.max(1, Math.min(limit, maxHits))
  bindSearch(words, values)
  return runCached<SearchHit>(database, plan.statement, values)
}

function compileGlobalSearch(
  composition: Composition,
  words: readonly string[],
): { statement: CachedStatement | null; contexts: ReadonlySet<ContextSlot> } {
  const branches = [...composition.model.entities.values()]
    .map((entity) => branchOf(composition, entity, words))
    .filter((branch) => branch !== null)
  if (branches.length === 0) return { statement: null, contexts: composition.contexts }
  const candidates = sql.join(branches, sql` union all `)
  const title = sql`lower(found.title)`
  const whole = sql`lower(${slot('whole', 'text')})`
  const query = sql`select found.entity as "entity", found.id as "id", found.title as "title", found.detail as "detail"
    from (${candidates}) as found
    order by case when ${title} = ${whole} then 0 when starts_with(${title}, ${whole}) then 1
      when strpos(${title}, ${whole}) > 0 then 2 else 3 end, length(found.title), found.id desc
    limit ${slot('limit', 'int')}`
  return { statement: cachedStatement(query, composition.names, 'report'), contexts: composition.contexts }
}

/** The matches in one table. Lines are found with the record that owns them, not by themselves. */
function branchOf(composition: Composition, entity: EntityModel, words: readonly string[]): RawBuilder<unknown> | null {
  const { rights } = composition
  // Figures are about records that are found themselves, and no index helps to find their texts.
  if (entity.parent || entity.document.figures || isNoRows(rights.of(entity.key).read)) return null
  const source = openTable(composition, entity)
  const columns = searchableColumns(composition, source)
  if (columns.length === 0) return null
  const title = isFieldReadable(entity.title, rights)
    ? columnOf(composition, locateField(composition, source, entity.title.key))
    : null
  const others = columns.filter((column) => column.field !== entity.title).map((column) => column.sql)
  const detail = others.length === 0 ? sql`null::text` : sql`coalesce(${sql.join(others)})`
  const conditions = [
    sql`${columnRef(source, 'archived_at')} is null`,
    ...rowGuard(composition, source),
    ...compileSearch(composition, source, words),
  ]
  return sql`(select ${sql.lit(entity.key)}::text as entity, ${columnRef(source, 'id')} as id,
    ${title ? sql`coalesce(${title.sql}::text, '')` : sql`''`} as title, ${detail} as detail
    from ${fromSql(composition, source)} where ${allOf(conditions)} limit ${sql.lit(maxCandidates)})`
}
