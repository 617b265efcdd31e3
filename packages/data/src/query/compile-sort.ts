import { isUuid } from '@mortise/core'
import { isDay } from '@mortise/expressions'
import { type FieldModel, type Sort, shownField } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { ColumnClass } from '../contract/field-storage.ts'
import { isFieldReadable } from '../permission/field-readable.ts'
import { storageOf } from '../schema/table-layout.ts'
import type { CalculatedColumn } from './compile-calculations.ts'
import { columnOf, type LocatedColumn, locateField } from './locate-field.ts'
import { nameOfReferred } from './people-names.ts'
import { queryErrors } from './query-errors.ts'
import { type Composition, canFollow, hasMadeUpIds, type TableSource } from './table-source.ts'

/** One key that records are sorted by. */
export interface SortKey {
  /** The value sorted by, as it is compared: with its collation. */
  sql: RawBuilder<unknown>
  /** Type of a parameter that it is compared with. */
  cast: string
  direction: 'asc' | 'desc'
  nullable: boolean
  /** Key of the record under which the value is found when it is selected; null when it looks different there. */
  recordKey: string | null
  /** Value of the record under `recordKey` → value of the cursor. */
  toCursor(value: unknown): unknown
  /** Whether a value of a cursor, which anyone may have made up, can be one of this key. */
  accepts(value: unknown): boolean
  /** Its values are in another table than those of the keys that follow, so that no index has both. */
  apart?: boolean
}

/** How the values of a class are sorted, and what they look like in a cursor. */
interface Sorting {
  sql(column: LocatedColumn, composition: Composition): RawBuilder<unknown>
  cast(type: string): string
  toCursor?(value: unknown, field: FieldModel): unknown
  accepts(value: unknown, type: string): boolean
}

const asIs = (column: LocatedColumn) => column.sql
const collated = (text: RawBuilder<unknown>, { collation }: Composition) => sql`${text} collate ${sql.id(collation)}`
const isInstant = (value: unknown) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value))
const isStorableText = (value: unknown) =>
  typeof value === 'string' && !value.includes('\u0000') && value.isWellFormed()

const sortings: Partial<Record<ColumnClass, Sorting>> = {
  text: {
    sql: (column, composition) => collated(column.sql, composition),
    cast: () => 'text',
    accepts: isStorableText,
  },
  choice: {
    // By the place of the option in its set, which is the order that people see.
    sql: (column) => sql`array_position(${sql.val(optionKeys(column.field))}::text[], ${column.sql})`,
    cast: () => 'integer',
    toCursor(value, field) {
      const place = optionKeys(field).indexOf(value as string)
      return place < 0 ? null : place + 1
    },
    accepts: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  },
  number: {
    sql: asIs,
    cast: (type) => (type.startsWith('numeric') ? 'numeric' : type),
    accepts: (value, type) =>
      type.startsWith('numeric')
        ? typeof value === 'string' && /^-?\d{1,200}(\.\d{1,200})?$/.test(value)
        : Number.isInteger(value) && Math.abs(value as number) < (type === 'bigint' ? 2 ** 62 : 2 ** 31),
  },
  boolean: { sql: asIs, cast: () => 'boolean', accepts: (value) => typeof value === 'boolean' },
  date: { sql: asIs, cast: () => 'date', accepts: isDay },
  instant: {
    sql: asIs,
    cast: () => 'timestamptz',
    accepts: isInstant,
  },
  reference: { sql: asIs, cast: () => 'uuid', accepts: isUuid },
}

/** The keys that a list is sorted by, the id last, so that the order is always total. */
export function compileSort(
  composition: Composition,
  source: TableSource,
  sort: readonly Sort[],
  calculations: ReadonlyMap<string, CalculatedColumn>,
): SortKey[] {
  const keys = keysOf(composition, source, effectiveSort(source, sort), calculations)
  const [first, ...others] = keys
  return first && hasMadeUpIds(source) ? [{ ...first, apart: true }, ...others] : keys
}

function keysOf(
  composition: Composition,
  source: TableSource,
  sort: readonly Sort[],
  calculations: ReadonlyMap<string, CalculatedColumn>,
): SortKey[] {
  const keys: SortKey[] = []
  if (sort[0]?.field === 'id' && hasMadeUpIds(source)) keys.push(byStart(source, sort[0].direction))
  for (const { field, direction } of sort) {
    const calculated = calculations.get(field)
    if (calculated) keys.push(byCalculation(composition, field, calculated, direction))
    else keys.push(...compileKeys(composition, source, field, direction))
    if (field === 'id') return keys
  }
  keys.push(...compileKeys(composition, source, 'id', keys.at(-1)?.direction ?? 'asc'))
  return keys
}

/** Without a wish: lines in their order, records newest first. */
function effectiveSort(source: TableSource, sort: readonly Sort[]): readonly Sort[] {
  if (sort.length > 0) return sort
  return source.entity.parent ? [{ field: 'position', direction: 'asc' }] : [{ field: 'id', direction: 'desc' }]
}

function compileKeys(
  composition: Composition,
  source: TableSource,
  path: string,
  direction: 'asc' | 'desc',
): SortKey[] {
  const column = sortedColumn(composition, source, path)
  const sorting = column && sortings[column.column.spec.class]
  if (!column || !sorting) throw queryErrors.FIELD_NOT_SORTABLE({ field: path })
  const { type } = column.column.spec
  const { field } = column
  const own: SortKey = {
    sql: sorting.sql(column, composition),
    cast: sorting.cast(type),
    direction,
    nullable: column.nullable,
    recordKey: column.guards.length === 0 && !column.column.storage.fromColumn ? column.path : null,
    toCursor: sorting.toCursor ? (value) => sorting.toCursor?.(value, field) : (value) => value,
    accepts: (value) => sorting.accepts(value, type),
  }
  const name = nameOfReferred(composition, column)
  // The reference itself comes second: two people of one name must not be mixed, or groups of a list would fall apart.
  return name ? [byText(name, composition, direction), own] : [own]
}

function byCalculation(
  composition: Composition,
  key: string,
  { sql: value, spec }: CalculatedColumn,
  direction: 'asc' | 'desc',
): SortKey {
  const sorting = sortings[spec.class]
  if (!sorting) throw new Error('unreachable: every class that a calculation has can be sorted')
  return {
    sql: spec.class === 'text' ? collated(value, composition) : value,
    cast: sorting.cast(spec.type),
    direction,
    nullable: spec.default === undefined,
    recordKey: key,
    toCursor: (found) => found,
    accepts: (found) => sorting.accepts(found, spec.type),
  }
}

/** Ids that are worked out are in no index. What they stand for, the order of time, is that of the instances. */
function byStart({ alias }: TableSource, direction: 'asc' | 'desc'): SortKey {
  return {
    sql: sql.ref(`${alias}.started_at`),
    cast: 'timestamptz',
    direction,
    nullable: false,
    recordKey: null,
    toCursor: (value) => value,
    accepts: isInstant,
  }
}

function byText(name: RawBuilder<unknown>, composition: Composition, direction: 'asc' | 'desc'): SortKey {
  return {
    sql: collated(name, composition),
    cast: 'text',
    direction,
    nullable: true,
    recordKey: null,
    toCursor: (value) => value,
    accepts: isStorableText,
  }
}

function sortedColumn(
  composition: Composition,
  source: TableSource,
  path: string,
): (LocatedColumn & { path: string }) | null {
  const located = locateField(composition, source, path)
  if (!storageOf(located.field, composition.storages).sortable && path !== 'id') return null
  const column = columnOf(composition, located)
  if (!column) return null
  const title = titleOf(composition, column)
  if (title) return sortedColumn(composition, source, `${path}.${title.key}`)
  return { ...column, path }
}

/** A relation is sorted by what its records are called, where the reader may see that. */
function titleOf(composition: Composition, { field }: LocatedColumn): FieldModel | null {
  if (!canFollow(composition, field)) return null
  const title = composition.model.entities.get(field.target ?? '')?.title
  return title && isFieldReadable(title, composition.rights) ? title : null
}

function optionKeys(field: FieldModel): string[] {
  return [...(shownField(field).optionSet?.options.keys() ?? [])]
}

/** The order of a list in words, for the signature of its cursors. */
export function orderOf(entity: string, keys: readonly SortKey[], sort: readonly Sort[]): string {
  return JSON.stringify([entity, sort, keys.map((key) => [key.cast, key.direction])])
}
