import { createHash } from 'node:crypto'
import type { Database } from '@mortise/data/server'
import { type Department, departmentAndBelow, readDepartments } from './department-tree.ts'
import type { IdentityCache } from './identity-cache.ts'
import { verifySessionCookie } from './session-cookie.ts'
import type { SignedIn } from './signed-in.ts'

/** How often the last activity of a user or token is written down. */
const seenEveryMs = 10 * 60_000

/** Finds out who is behind a credential; answers at once when it is remembered. */
export interface Identifier {
  bySessionCookie(value: string): SignedIn | Promise<SignedIn | null>
  byApiToken(token: string): SignedIn | Promise<SignedIn | null>
}

interface PersonRow {
  id: string
  name: string
  email: string
  language: string
  departmentId: string | null
  administrator: boolean
  roles: string[]
  seenAt: string | null
}
type SessionRow = PersonRow & { sessionId: string; expiresAt: string }
type TokenRow = PersonRow & { tokenId: string; scopes: string[] }

const personColumns = `p.id, p.name, p.email, p.language, p.department_id as "departmentId", p.administrator,
  array(select r.app || '/' || r.role from mortise.user_role r where r.user_id = p.id
        order by (r.app || '/' || r.role) collate "C") as roles`

const sessionQuery = `select ${personColumns}, p.last_seen_at as "seenAt", s.id as "sessionId", s.expires_at as "expiresAt"
  from mortise.session s join mortise.person p on p.id = s.user_id
  where s.token = $1 and s.expires_at > $2 and p.active`

const tokenQuery = `select ${personColumns}, t.last_used_at as "seenAt", t.id as "tokenId", t.scopes
  from mortise.api_token t join mortise.person p on p.id = t.user_id
  where t.hash = $1 and (t.expires_at is null or t.expires_at > $2) and p.active`

/** SHA-256 of an API token: what the database keeps of it. */
export function hashApiToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Identifies users against the database, with the cache before it. */
export function createIdentifier(database: Database, cache: IdentityCache, secret: string): Identifier {
  return {
    bySessionCookie(value) {
      return (
        cache.get(value) ??
        cache.load(value, async () => {
          const token = verifySessionCookie(value, secret)
          return token ? findSession(database, token) : null
        })
      )
    },
    byApiToken: (token) => cache.get(token) ?? cache.load(token, () => findToken(database, token)),
  }
}

async function findSession(database: Database, token: string): Promise<SignedIn | null> {
  const now = new Date()
  const [row] = (await database.run<SessionRow>({ text: sessionQuery, values: [token, now.toISOString()] })).rows
  if (!row) return null
  if (isStale(row.seenAt, now))
    await database.run({
      text: 'update mortise.person set last_seen_at = $2 where id = $1',
      values: [row.id, now.toISOString()],
    })
  return {
    ...(await describePerson(database, row)),
    session: { id: row.sessionId, token, expiresAt: row.expiresAt },
    token: null,
  }
}

async function findToken(database: Database, token: string): Promise<SignedIn | null> {
  const now = new Date()
  const values = [hashApiToken(token), now.toISOString()]
  const [row] = (await database.run<TokenRow>({ text: tokenQuery, values })).rows
  if (!row) return null
  if (isStale(row.seenAt, now))
    await database.run({
      text: 'update mortise.api_token set last_used_at = $2 where id = $1',
      values: [row.tokenId, now.toISOString()],
    })
  return {
    ...(await describePerson(database, row)),
    session: null,
    token: { id: row.tokenId, scopes: row.scopes },
  }
}

async function describePerson(database: Database, row: PersonRow): Promise<Pick<SignedIn, 'principal' | 'email'>> {
  const departments: Department[] = row.departmentId ? await readDepartments(database) : []
  return {
    email: row.email,
    principal: Object.freeze({
      id: row.id,
      name: row.name,
      email: row.email,
      departmentId: row.departmentId,
      departmentAndBelowIds: Object.freeze(row.departmentId ? departmentAndBelow(departments, row.departmentId) : []),
      roles: Object.freeze(row.roles),
      administrator: row.administrator,
      language: row.language,
    }),
  }
}

function isStale(seenAt: string | null, now: Date): boolean {
  return seenAt === null || now.getTime() - Date.parse(seenAt) > seenEveryMs
}
