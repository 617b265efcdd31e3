import { randomBytes } from 'node:crypto'
import type { ApiToken, NewApiToken, TokenInput } from '@mortise/api'
import { uuidv7 } from '@mortise/core'
import type { Database } from '@mortise/data/server'
import { identityErrors } from '../errors.ts'
import { hashApiToken } from './identify.ts'
import { checkScopes } from './token-scopes.ts'

const columns = `id, name, prefix, scopes, expires_at as "expiresAt", last_used_at as "lastUsedAt", created_at as "createdAt"`

/** The user's tokens, newest first. */
export async function readTokens(database: Database, userId: string): Promise<ApiToken[]> {
  const { rows } = await database.run<ApiToken>({
    text: `select ${columns} from mortise.api_token where user_id = $1 order by created_at desc, id desc`,
    values: [userId],
  })
  return rows
}

/** Makes a token. Only its hash is kept, so this answer is the one chance to read it. */
export async function createToken(database: Database, userId: string, input: TokenInput): Promise<NewApiToken> {
  checkScopes(input.scopes)
  if (input.expiresAt && Date.parse(input.expiresAt) <= Date.now())
    throw identityErrors.TOKEN_EXPIRY_PAST({ path: 'expiresAt' })
  const token = `mrt_${randomBytes(32).toString('base64url')}`
  const scopes = [...new Set(input.scopes)].sort()
  const { rows } = await database.run<ApiToken>({
    text: `insert into mortise.api_token (id, user_id, name, prefix, hash, scopes, expires_at, created_at)
           values ($1, $2, $3, $4, $5, $6::text[], $7, $8) returning ${columns}`,
    values: [
      uuidv7(),
      userId,
      input.name,
      token.slice(0, 10),
      hashApiToken(token),
      scopes,
      input.expiresAt ?? null,
      new Date().toISOString(),
    ],
  })
  const [created] = rows
  if (!created) throw new Error('unreachable: an insert returns its row')
  return { ...created, token }
}

/** Ends one of the user's own tokens. */
export async function deleteToken(database: Database, userId: string, id: string): Promise<void> {
  const { count } = await database.run({
    text: 'delete from mortise.api_token where id = $1 and user_id = $2',
    values: [id, userId],
  })
  if (count === 0) throw identityErrors.TOKEN_NOT_FOUND()
}
