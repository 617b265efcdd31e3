import { uuidv7 } from '@mortise/core'
import type { Database } from '@mortise/data/server'
import { betterAuth } from 'better-auth'
import { clientAddressHeader } from './client-address.ts'

export const minPasswordLength = 8
export const maxPasswordLength = 128

export interface AuthOptions {
  database: Database
  secret: string
  baseUrl: string
  sessionHours: number
}

/**
 * better-auth over our tables. Only its server-side calls are used, each behind a route of ours: its own router with
 * two dozen further endpoints is not mounted, so what is not in our route table does not exist.
 */
export function createAuth({ database, secret, baseUrl, sessionHours }: AuthOptions) {
  return betterAuth({
    appName: 'Mortise',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: { db: database.kysely.withSchema('mortise'), type: 'postgres' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength, maxPasswordLength },
    user: { modelName: 'person', fields: { ...timestamps, emailVerified: 'email_verified' } },
    session: {
      fields: {
        ...timestamps,
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: sessionHours * 3600,
    },
    account: { fields: accountFields },
    verification: { fields: { ...timestamps, expiresAt: 'expires_at' } },
    // Origin, type and rate checks are made by our own hooks, on every route alike.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'mortise',
      useSecureCookies: baseUrl.startsWith('https:'),
      disableCSRFCheck: true,
      disableOriginCheck: true,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      database: { generateId: () => uuidv7() },
    },
    databaseHooks: { session: { create: { before: (session) => refuseInactive(database, session.userId) } } },
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
}

export type Auth = ReturnType<typeof createAuth>

const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' }

const accountFields = {
  ...timestamps,
  accountId: 'account_id',
  providerId: 'provider_id',
  userId: 'user_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
}

async function refuseInactive(database: Database, userId: string): Promise<false | undefined> {
  const { rows } = await database.run({
    text: 'select 1 from mortise.person where id = $1 and active',
    values: [userId],
  })
  return rows.length === 0 ? false : undefined
}
