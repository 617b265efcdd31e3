/**
 * Which records, for one set of roles: the union of the scopes that its roles grant. Values of the acting user are
 * bound when the statement runs (slots `userId`, `departmentId`, `departmentIds`), so that one compiled statement
 * serves everyone with the same roles.
 */
export interface RowScope {
  /** Everything; then the other two do not matter. */
  all: boolean
  own: boolean
  /** The home department only, or with all below it. */
  department: 'none' | 'home' | 'below'
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
  /** By field key; a field not here can be neither read nor written. Two roles never give the union of their fields on the same row. */
  fields: ReadonlyMap<string, FieldRule>
}

const departmentRank = { none: 0, home: 1, below: 2 } as const

export const noRows: RowScope = { all: false, own: false, department: 'none' }
export const allRows: RowScope = { all: true, own: false, department: 'none' }

export function isNoRows(scope: RowScope): boolean {
  return !scope.all && !scope.own && scope.department === 'none'
}

/** The records of either scope. */
export function unionRows(a: RowScope, b: RowScope): RowScope {
  if (a.all || b.all) return allRows
  return {
    all: false,
    own: a.own || b.own,
    department: departmentRank[a.department] >= departmentRank[b.department] ? a.department : b.department,
  }
}

/** Whether every record of `inner` is also in `outer`. */
export function coversRows(outer: RowScope, inner: RowScope): boolean {
  if (outer.all) return true
  return !inner.all && (outer.own || !inner.own) && departmentRank[outer.department] >= departmentRank[inner.department]
}
