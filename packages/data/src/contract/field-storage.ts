import type { AggregateFunction, FieldModel, FieldType, FilterOperator } from '@mortise/metadata'

/**
 * What kind of column holds the values. A closed set: filters, sorting and aggregates are compiled per class, so that a
 * field type says only which one it uses.
 *   text      text, blank = NULL                     choice    text key of an option; sorts by the order of the options
 *   number    int/bigint/numeric                     boolean   never NULL
 *   date      date                                   instant   timestamptz(3)
 *   reference uuid of a record or a platform object  choices   text[] sorted unique, never NULL
 *   files     jsonb array of {id,name,size,type}, never NULL
 */
export const columnClasses = [
  'text',
  'choice',
  'number',
  'boolean',
  'date',
  'instant',
  'reference',
  'choices',
  'files',
] as const
export type ColumnClass = (typeof columnClasses)[number]

/** The physical column of a field. */
export interface ColumnSpec {
  class: ColumnClass
  /** Type in PostgreSQL: `numeric(18,2)`, `text`, `uuid` … */
  type: string
  /** SQL of a constant default, with NOT NULL implied: `false`, `'{}'`. Only for classes that have no NULL. */
  default?: string
}

/**
 * How values of a field are kept. A closed set:
 *   column    in a column of the table                 link      many-to-many, in a link table
 *   children  the records of a sub-table               lookup    read through to-one relations, kept nowhere
 *   computed  as the field of its result, or nowhere: see `FieldModel.computed`
 */
export type StorageStructure = 'column' | 'link' | 'children' | 'lookup' | 'computed'

/** The server half of a field type. */
export interface FieldStorage {
  type: string
  structure: StorageStructure
  /** For structure `column`. */
  column?(field: FieldModel): ColumnSpec
  /** Operators offered and accepted; a subset of what the column class can do. */
  operators(field: FieldModel): readonly FilterOperator[]
  sortable: boolean
  groupable: boolean
  aggregates: readonly AggregateFunction[]
  /** API value → driver parameter. Default: as it is. */
  toColumn?(value: never, field: FieldModel): unknown
  /** Driver value → API value, for what the shared value parsers do not already give. Slows reads: avoid. */
  fromColumn?(value: never, field: FieldModel): unknown
  /** SQL of the masked value for `mask` access, given the quoted column; only for class `text`. Default: '****'. */
  mask?(columnSql: string): string
  /** References to people or departments: the write path checks that they exist. Absent for records. */
  refersTo?: 'user' | 'department'
  /** Values the write path makes itself. A closed set; `counter` is a gapless number per period. */
  generated?: 'counter'
  /** For `counter`: text around the number and the period it starts again in, from the field's options. */
  counter?(field: FieldModel, now: Date, timeZone: string): { period: string; format(number: number): string }
}

/** What the shared half may already say about filters, sorting and figures. */
type Querying = Pick<FieldStorage, 'operators' | 'sortable' | 'groupable' | 'aggregates'>

/** Declares the server half of a field type. What queries may do with it comes from the shared half unless said here. */
export function defineFieldStorage(
  shared: Pick<FieldType, 'type' | keyof Querying>,
  storage: Omit<FieldStorage, 'type' | keyof Querying> & Partial<Querying>,
): FieldStorage {
  return {
    type: shared.type,
    operators: (field) => shared.operators?.(field) ?? [],
    sortable: shared.sortable ?? false,
    groupable: shared.groupable ?? false,
    aggregates: shared.aggregates ?? [],
    ...storage,
  }
}
