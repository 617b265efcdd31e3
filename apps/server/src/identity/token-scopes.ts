import { identityErrors } from '../errors.ts'

/** What a route asks of an API token. Only `session` routes are closed to every token. */
export type TokenNeed = 'read' | 'write' | 'design' | 'admin' | 'session'

const scopePattern = /^(admin|[a-z][a-z0-9_]{0,40}(?::(?:read|write|design)|\.[a-z][a-z0-9_]{0,40}:(?:read|write)))$/

/** Refuses scopes of another spelling than `crm:read`, `crm:write`, `crm:design`, `crm.customer:read` and `admin`. */
export function checkScopes(scopes: readonly string[]): void {
  const unknown = scopes.find((scope) => !scopePattern.test(scope))
  if (unknown !== undefined) throw identityErrors.TOKEN_SCOPE_UNKNOWN({ scope: unknown, path: 'scopes' })
}

/** The scope that lets a token through. Writing includes reading; a scope of the app includes its tables. */
export function findScope(
  scopes: readonly string[],
  { need, app, entity }: { need: TokenNeed; app?: string; entity?: string },
): 'app' | 'entity' | null {
  if (need === 'session') return null
  if (need === 'admin') return scopes.includes('admin') ? 'app' : null
  if (!app) return scopes.length > 0 && need === 'read' ? 'app' : null
  const verbs = need === 'read' ? ['read', 'write'] : [need]
  if (verbs.some((verb) => scopes.includes(`${app}:${verb}`))) return 'app'
  return entity && verbs.some((verb) => scopes.includes(`${app}.${entity}:${verb}`)) ? 'entity' : null
}

/**
 * Whether a body follows relations into other tables. A token for one table may not: each path of two keys, each
 * `any`/`none` and each formula, whose names are not looked into, reads from a table it was not given.
 */
export function leavesTable(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(leavesTable)
  if (typeof value !== 'object' || value === null) return false
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'any' || key === 'none' || key === 'formula') return true
    if (key === 'field' && typeof inner === 'string' && inner.includes('.')) return true
    if (key === 'select' && Array.isArray(inner) && inner.some((path) => String(path).includes('.'))) return true
    if (leavesTable(inner)) return true
  }
  return false
}
