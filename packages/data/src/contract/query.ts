import {
  aggregateFunctions,
  FieldPath,
  Filter,
  FurtherFilter,
  Key,
  Sort,
  StoredExpressionSchema,
} from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { RecordRights } from './capabilities.ts'

const strict = { additionalProperties: false } as const

/** A cursor from an earlier page: opaque text. It holds the values sorted by, and so may be as long as they are. */
const Cursor = Type.String({ minLength: 1, maxLength: 20_000 })

export const maxPageSize = 1000
export const maxOffset = 100_000

/** A value computed for each record, under the rights of who reads; it may be sorted by its key. */
export const Calculation = Type.Object({ key: Key, expression: StoredExpressionSchema }, strict)
export type Calculation = Type.Static<typeof Calculation>

/** A condition looked at for each record: where it holds, its key is among the `$marks` of the record. */
export const Mark = Type.Object({ key: Key, when: FurtherFilter }, strict)
export type Mark = Type.Static<typeof Mark>

export const maxCalculations = 20

/**
 * Everything that can be asked of the records of one table. `select` names fields, paths over to-one relations
 * (`customer.level`) and paths into to-many relations (`lines.product.name`); without it, all own and system fields.
 * Of a relation that points here from another table (`orders` of a customer) at most 200 records come with a record.
 * With `rights` each record says in `$can` what the reader may do with it, where that is not the same for all that they
 * see of the table; `can` gives only the records that they may change or archive.
 */
export const Query = Type.Object(
  {
    select: Type.Optional(Type.Array(FieldPath, { maxItems: 300 })),
    filter: Type.Optional(Filter),
    search: Type.Optional(Type.String({ maxLength: 200 })),
    sort: Type.Optional(Type.Array(Sort, { maxItems: 5 })),
    page: Type.Optional(
      Type.Object(
        {
          size: Type.Optional(Type.Integer({ minimum: 1, maximum: maxPageSize, default: 50 })),
          after: Type.Optional(Cursor),
          before: Type.Optional(Cursor),
          offset: Type.Optional(Type.Integer({ minimum: 0, maximum: maxOffset })),
        },
        strict,
      ),
    ),
    count: Type.Optional(Type.Enum(['none', 'exact', 'estimated'])),
    archived: Type.Optional(Type.Enum(['exclude', 'only', 'include'])),
    calculate: Type.Optional(Type.Array(Calculation, { maxItems: maxCalculations })),
    marks: Type.Optional(Type.Array(Mark, { maxItems: maxCalculations })),
    rights: Type.Optional(Type.Boolean()),
    can: Type.Optional(Type.Enum(['update', 'delete'])),
  },
  strict,
)
export type Query = Type.Static<typeof Query>

/**
 * A record as the API gives it: field key → value; a path that was selected is a key of its own
 * (`"customer.level": "a"`); a to-many relation is an array of such records. Decimals are strings, instants ISO text
 * in UTC with milliseconds, dates YYYY-MM-DD, relations the id of the other record.
 */
export interface EntityRecord {
  id: string
  version?: number
  /** Keys of the marks of the query whose condition holds, in the order of the query. */
  $marks?: string[]
  /** Of a record read by itself, or of a query with `rights`: what the reader may do with this very record. */
  $can?: RecordRights
  [fieldPath: string]: unknown
}

/** A record read by itself, with what the reader may do with it. */
export interface OpenedRecord extends EntityRecord {
  $can: RecordRights
}

export interface RecordPage {
  records: EntityRecord[]
  /** Present when asked for. `estimated` says that the planner guessed it. */
  total?: { count: number; estimated: boolean }
  /** Cursor of the next and the previous page; null at the end and at the beginning. */
  next: string | null
  previous: string | null
}

export const dateUnits = ['day', 'week', 'month', 'quarter', 'year'] as const

/** Groups and figures. Without `groups`, one row over all records. */
export const AggregateQuery = Type.Object(
  {
    filter: Type.Optional(Filter),
    search: Type.Optional(Type.String({ maxLength: 200 })),
    groups: Type.Optional(
      Type.Array(Type.Object({ field: FieldPath, unit: Type.Optional(Type.Enum([...dateUnits])) }, strict), {
        maxItems: 3,
      }),
    ),
    metrics: Type.Array(
      Type.Object({ key: Key, function: Type.Enum([...aggregateFunctions]), field: Type.Optional(FieldPath) }, strict),
      { minItems: 1, maxItems: 20 },
    ),
    sort: Type.Optional(
      Type.Array(Type.Object({ key: Type.String({ maxLength: 200 }), direction: Type.Enum(['asc', 'desc']) }, strict), {
        maxItems: 3,
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1000 })),
    archived: Type.Optional(Type.Enum(['exclude', 'only', 'include'])),
  },
  strict,
)
export type AggregateQuery = Type.Static<typeof AggregateQuery>

/** One row per group: the values of the groups in order, then the metrics by key (numbers as decimal text, counts as numbers). */
export interface AggregateRow {
  groups: unknown[]
  metrics: { [key: string]: unknown }
}

/** A record found by the search over all tables. */
export interface SearchHit {
  entity: string
  id: string
  title: string
  /** A second line: the first other searchable value. */
  detail: string | null
}
