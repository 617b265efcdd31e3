/** The person on whose behalf something is read or written. Built once per request from the session or the API token. */
export interface Principal {
  id: string
  name: string
  email?: string
  /** Home department; null for people outside the tree. */
  departmentId: string | null
  /** The home department and all below it. */
  departmentAndBelowIds: readonly string[]
  /** Keys of the app roles the user has, sorted: `crm/sales`. */
  roles: readonly string[]
  /** Platform administrators manage people and apps; they read and write all records. */
  administrator: boolean
  language: string
}

/**
 * In whose name a call is made. No call works without it: either a user, whose roles are compiled into every
 * statement, or the system, which must say why and is not restricted.
 */
export type Access =
  | { readonly user: Principal; readonly via?: ChangeSource; readonly grant?: RecordGrant }
  | { readonly system: string; readonly via?: ChangeSource }

/**
 * Rights over one record that somebody has because it was given to them, in place of those of their roles; over all other
 * records they have the rights of their roles. Fields are named by key, those of lines `lines.amount`.
 */
export interface RecordGrant {
  entity: string
  id: string
  read: readonly string[]
  /** Nothing else of the record can be written. A sub-table that is named takes and loses lines. */
  write: readonly string[]
  /** Not shown, whatever roles say. */
  hide: readonly string[]
  /** What is shown of fields that are not named: as roles say, or all. */
  others: 'roles' | 'read'
}

/** Through what a change came about; kept with the change event. */
export interface ChangeSource {
  kind: 'request' | 'import' | 'rule' | 'process' | 'demo' | 'publish' | 'restore' | 'public_form'
  /** Request id, rule key, import id, key of the public form … */
  id?: string
}

/** Access for the given user. */
export function asUser(user: Principal, via?: ChangeSource): Access {
  return { user, via }
}

/** Access for the given user, with rights over one record that do not come from roles. */
export function asUserWith(user: Principal, grant: RecordGrant, via?: ChangeSource): Access {
  return { user, via, grant }
}

/** Unrestricted access, for the platform's own work; the reason is kept in the change events. */
export function asSystem(reason: string, via?: ChangeSource): Access {
  return { system: reason, via }
}
