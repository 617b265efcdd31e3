/**
 * A value while it is computed. Blank is null.
 *   num       bigint, the number times 10^10; inside closures a `CompactDecimal`
 *                                                        date      'YYYY-MM-DD'
 *   text      never ''                                   datetime  'YYYY-MM-DDTHH:MM:SS.mmmZ'
 *   enum, ref, user, department   the key or id          set, list, files   arrays; sets sorted by code point, unique
 */
export type Value = null | bigint | number | string | boolean | readonly Value[]

/** How many places a number keeps, and the first whole number that is too large. */
export const places = 10
export const one = 10n ** 10n
export const tooLarge = 10n ** 18n * one

/** A record as the API gives it. */
export type Values = { readonly [field: string]: unknown }

/** Days that are not as the week says: public holidays, and weekend days that are worked. */
export interface WorkCalendar {
  /** Day → whether it is worked. */
  readonly exceptions: ReadonlyMap<string, boolean>
}

export interface EvaluationUser {
  id: string
  name: string
  email: string
  departmentId: string | null
  departmentAndBelowIds: readonly string[]
  /** People of these departments, and those who report to the user. */
  teamIds: readonly string[]
  /** Keys of roles: `crm/sales`. */
  roles: readonly string[]
}

/** What is the same for a whole evaluation. */
export interface EvaluationContext {
  /** An instant. */
  now: string
  /** The day that it is in `timeZone`. */
  today: string
  timeZone: string
  user: EvaluationUser | null
  workspace: string
  calendar: WorkCalendar
  /** Whether the record does not exist yet. */
  isNew?: boolean
  /** The record before the change, in rules. */
  old?: Values | null
}

/** Where closures find other records. Without it relations are blank and empty. */
export interface RelatedRecords {
  /** The record that a to-one relation leads to. */
  one(record: Values, entity: string, field: string): Values | null
  /** The records of a to-many relation. */
  many(record: Values, entity: string, relation: string): readonly Values[]
  /** All records of a table, by id. */
  all(entity: string): readonly Values[]
}

/** A compiled expression: total, without side effects. */
export type Closure = (scope: Scope) => Value

/** The record an expression looks at, and what it looks at it with. */
export interface Scope {
  record: Values
  outer: Scope | null
  context: EvaluationContext
  related: RelatedRecords | null
}
