import type { CheckedExpression } from '@mortise/expressions'

/**
 * Which records, for one set of roles: the union of what its roles grant. Values of the acting user are bound when the
 * statement runs (slots `userId`, `departmentId`, `departmentIds`), so that one compiled statement serves everyone with
 * the same roles.
 */
export interface RowScope {
  /** Everything; then the others do not matter. */
  all: boolean
  own: boolean
  /** The home department only, or with all below it. */
  department: 'none' | 'home' | 'below'
  /** Further records, by what tells the conditions apart. */
  conditions: ReadonlyMap<string, RowCondition>
}

/** The records for which an expression holds, as far as they are also in each of the other scopes. */
export interface RowCondition {
  /** Null where only the scopes count. */
  expression: { key: string; checked: CheckedExpression } | null
  /**
   * The record that was given to the user, all others, those that no running process locks, or those of instances that
   * the user has a part in.
   */
  records?: 'given' | 'others' | 'unlocked' | 'part'
  within: readonly RowScope[]
}

/** What may be done with a field: on all rows that can be read, on none, or on those of a narrower scope. */
export interface FieldRule {
  /** Rows on which the value is shown as it is. */
  read: RowScope
  /** Rows on which it is shown masked, beyond those of `read`. */
  mask: RowScope
  write: RowScope
  /** Whether it may be set on a new record. */
  create: boolean
}

/** The rights of one set of roles over one table, compiled once per (model, roles). */
export interface EntityProfile {
  /** Distinguishes profiles in statement caches: equal keys mean equal rights. */
  key: string
  read: RowScope
  create: boolean
  update: RowScope
  delete: RowScope
  /** A running process may keep rows to itself. */
  locking: boolean
  /** By field key; a field not here can be neither read nor written. Two roles never give the union of their fields on the same row. */
  fields: ReadonlyMap<string, FieldRule>
}

const departmentRank = { none: 0, home: 1, below: 2 } as const

const noConditions: ReadonlyMap<string, RowCondition> = new Map()
export const noRows: RowScope = { all: false, own: false, department: 'none', conditions: noConditions }
export const allRows: RowScope = { ...noRows, all: true }

export function isNoRows(scope: RowScope): boolean {
  return !scope.all && !scope.own && scope.department === 'none' && scope.conditions.size === 0
}

/** The records of a scope that are told by who owns them and where, without conditions. */
export function ownedRows(own: boolean, department: RowScope['department']): RowScope {
  return { ...noRows, own, department }
}

/** The records of either scope. */
export function unionRows(a: RowScope, b: RowScope): RowScope {
  if (a.all || b.all) return allRows
  const wider = departmentRank[a.department] >= departmentRank[b.department] ? a.department : b.department
  const owned = ownedRows(a.own || b.own, wider)
  const conditions = [...a.conditions, ...b.conditions].filter(([, { within }]) => !isInside(within, owned))
  return conditions.length === 0 ? owned : { ...owned, conditions: new Map(conditions) }
}

/** The records that both scopes have. */
export function bothRows(a: RowScope, b: RowScope): RowScope {
  if (coversRows(a, b)) return b
  return coversRows(b, a) ? a : conditional({ expression: null, within: [a, b] })
}

/** The one record that was given to the user. */
export const givenRows: RowScope = conditional({ expression: null, records: 'given', within: [] })

/** Figures of instances that the user began or was asked in. */
export const partRows: RowScope = conditional({ expression: null, records: 'part', within: [] })

/** The records of a scope other than the one that was given to the user. */
export function otherRows(scope: RowScope): RowScope {
  return isNoRows(scope) ? noRows : conditional({ expression: null, records: 'others', within: withinOf(scope) })
}

/** The records of a scope that no running process keeps to itself. */
export function unlockedRows(scope: RowScope): RowScope {
  return isNoRows(scope) ? noRows : conditional({ expression: null, records: 'unlocked', within: withinOf(scope) })
}

const withinOf = (scope: RowScope) => (scope.all ? [] : [scope])

/** The records of a scope for which a condition holds; the key says all that the condition depends on. */
export function rowsWhere(scope: RowScope, key: string, checked: CheckedExpression): RowScope {
  if (isNoRows(scope)) return noRows
  return conditional({ expression: { key, checked }, within: withinOf(scope) })
}

/** Whether every record of `inner` is known to be in `outer`, too. */
export function coversRows(outer: RowScope, inner: RowScope): boolean {
  if (outer.all) return true
  if (inner.all || (inner.own && !outer.own)) return false
  if (departmentRank[outer.department] < departmentRank[inner.department]) return false
  return [...inner.conditions].every(([key, { within }]) => outer.conditions.has(key) || isInside(within, outer))
}

function isInside(within: readonly RowScope[], outer: RowScope): boolean {
  return within.some((scope) => coversRows(outer, scope))
}

function conditional(condition: RowCondition): RowScope {
  return { ...noRows, conditions: new Map([[conditionKey(condition), condition]]) }
}

function conditionKey({ expression, records, within }: RowCondition): string {
  return JSON.stringify([expression?.key ?? null, within.map(scopeKey).sort(), ...(records ? [records] : [])])
}

/** Equal for scopes that are alike. */
export function scopeKey({ all, own, department, conditions }: RowScope): string {
  return JSON.stringify([all, own, department, [...conditions.keys()].sort()])
}
