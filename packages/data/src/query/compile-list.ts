import type { EntityModel, Filter } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Calculation, Mark, Query } from '../contract/query.ts'
import type { ContextSlot } from '../expression/expression-environment.ts'
import { slot } from '../sql/slot.ts'
import { type CachedStatement, cachedStatement } from './cached-statement.ts'
import { calculatedColumns, compileCalculations, markColumns } from './compile-calculations.ts'
import { type CompiledFilter, type ConditionBinder, compileFilter } from './compile-filter.ts'
import { compileSearch } from './compile-search.ts'
import { columnsSql, compileSelect, type SelectedColumn } from './compile-select.ts'
import { compileSort, orderOf, type SortKey } from './compile-sort.ts'
import { orderSignature } from './cursor.ts'
import { type Stretch, stretchCondition, stretchKey, stretchOrder } from './keyset.ts'
import { recordShaper, type ShapeRecord } from './record-shape.ts'
import { compileLoaders, type RelatedLoader } from './related-records.ts'
import {
  allOf,
  type Composition,
  columnRef,
  fromSql,
  openTable,
  rightsOfRows,
  rowGuard,
  scopeGuard,
  type TableSource,
} from './table-source.ts'

/** Everything compiled for lists of one shape; statements for the places in it are compiled when first needed. */
export interface ListPlan {
  binders: ConditionBinder[]
  contexts: ReadonlySet<ContextSlot>
  keys: SortKey[]
  /** Column of each sort key's value. */
  cursorColumns: { column: string; read(value: unknown): unknown }[]
  signature: string
  shape: ShapeRecord
  related: RelatedLoader[]
  page(stretch: Stretch, bounds: { limit: number; offset: number }): CachedStatement
  count(): CachedStatement
  estimate(): CachedStatement
}

/** The parts of a query that decide the shape of its statement. */
export interface ListShape {
  select: Query['select']
  filter: Filter | undefined
  words: readonly string[]
  sort: NonNullable<Query['sort']>
  archived: NonNullable<Query['archived']>
  calculate: readonly Calculation[]
  marks: readonly Mark[]
  rights: boolean
  can: Query['can']
}

export function compileList(composition: Composition, entity: EntityModel, shape: ListShape): ListPlan {
  const source = openTable(composition, entity)
  const rows = compileRows(composition, source, shape)
  // Counting needs what the conditions join, and nothing that is joined for sorting and showing.
  const countedFrom = fromSql(composition, source)
  const calculations = compileCalculations(composition, source, shape.calculate)
  const keys = compileSort(composition, source, shape.sort, calculations)
  const select = compileSelect(composition, source, shape.select)
  const computed = [...calculatedColumns(calculations), ...markColumns(composition, source, shape.marks, rows.binders)]
  const shown = [...select.columns, ...computed]
  const cursor = cursorColumns(keys, shown)
  const columns = [...shown, ...cursor.added]
  const from = fromSql(composition, source)
  const counted = (what: RawBuilder<unknown>) => sql`${what} from ${countedFrom} where ${allOf(rows.conditions)}`
  const cached = statementsByKey(composition)
  const rights = shape.rights ? rightsOfRows(composition, source) : null
  const selected = columnsSql(columns, rights?.columns)
  return {
    binders: rows.binders,
    contexts: composition.contexts,
    keys,
    cursorColumns: cursor.columns,
    signature: orderSignature(orderOf(entity.key, keys, shape.sort)),
    shape: recordShaper(columns, { rights }),
    related: compileLoaders(composition, select),
    page(stretch, bounds) {
      const window = windowOf(bounds)
      return cached(`${stretchKey(stretch)} ${window.key}`, () => {
        const conditions = [...rows.conditions, ...stretchCondition(keys, stretch)]
        return sql`select ${selected} from ${from} where ${allOf(conditions)}
          order by ${stretchOrder(keys, stretch)} ${window.sql}`
      })
    },
    count: () => cached('count', () => counted(sql`select count(*) as "count"`)),
    estimate: () => cached('estimate', () => counted(sql`explain (format json) select 1`)),
  }
}

/** Page sizes that clients ask for over and over, and the one record more that tells whether there is a further page. */
const usualLimits: ReadonlySet<number> = new Set([1, 10, 20, 50, 100, 200, 500, 1000].map((size) => size + 1))

/**
 * LIMIT and OFFSET. A usual limit is part of the statement: where the planner does not know it, it takes a tenth of the
 * table for granted, and plans the statement anew each time it runs.
 */
function windowOf({ limit, offset }: { limit: number; offset: number }): { key: string; sql: RawBuilder<unknown> } {
  const usual = usualLimits.has(limit)
  const bound = usual ? sql.lit(limit) : slot('limit', 'int')
  const skipped = offset > 0 ? sql` offset ${slot('offset', 'int')}` : sql``
  return { key: `${usual ? limit : '?'} ${offset > 0}`, sql: sql`limit ${bound}${skipped}` }
}

/** The rows that a query is about: visible to the reader, archived or not, matching filter and search. */
export function compileRows(
  composition: Composition,
  source: TableSource,
  shape: Pick<ListShape, 'filter' | 'words' | 'archived'> & { can?: ListShape['can'] },
): { conditions: RawBuilder<boolean>[]; binders: ConditionBinder[] } {
  const archivedAt = columnRef(source, 'archived_at')
  const archived: Record<ListShape['archived'], RawBuilder<boolean>[]> = {
    exclude: [sql`${archivedAt} is null`],
    only: [sql`${archivedAt} is not null`],
    include: [],
  }
  const empty: CompiledFilter = { sql: sql`true`, binders: [] }
  const filter = shape.filter === undefined ? empty : compileFilter(composition, source, shape.filter)
  const conditions = [
    ...archived[shape.archived],
    ...rowGuard(composition, source),
    ...(shape.can ? scopeGuard(composition, source, source.profile[shape.can]) : []),
    ...(shape.filter === undefined ? [] : [filter.sql]),
    ...compileSearch(composition, source, shape.words),
  ]
  return { conditions, binders: filter.binders }
}

/** Where the values of a cursor are found: in a column that is selected anyway, else in one that is added. */
function cursorColumns(keys: readonly SortKey[], columns: readonly SelectedColumn[]) {
  const added: SelectedColumn[] = []
  const found = keys.map((key, index) => {
    const selected = columns.find((column) => column.key === key.recordKey && !column.convert)
    if (selected) return { column: selected.alias, read: key.toCursor }
    const alias = `$k${index}`
    added.push({ key: alias, alias, hidden: true, sql: key.sql, convert: null })
    return { column: alias, read: (value: unknown) => value }
  })
  return { columns: found, added }
}

function statementsByKey(composition: Composition) {
  const statements = new Map<string, CachedStatement>()
  return (key: string, compose: () => RawBuilder<unknown>): CachedStatement => {
    let statement = statements.get(key)
    if (!statement) {
      statement = cachedStatement(compose(), composition.names)
      statements.set(key, statement)
    }
    return statement
  }
}
