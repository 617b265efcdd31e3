import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { identityErrors } from '../errors.ts'
import { type AttemptLimiter, createAttemptLimiter } from '../identity/attempt-limiter.ts'
import { clientAddressHeader } from '../identity/client-address.ts'
import { readCookie, sessionCookieName, verifySessionCookie } from '../identity/session-cookie.ts'
import { deleteSessions } from '../identity/user-store.ts'
import { forwardCookies, userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { NewPassword, NoBody, NoQuery, strict } from './schemas.ts'

const SignIn = Type.Object(
  { email: Type.String({ minLength: 1, maxLength: 254 }), password: Type.String({ minLength: 1, maxLength: 128 }) },
  strict,
)
const ChangePassword = Type.Object(
  {
    currentPassword: Type.String({ minLength: 1, maxLength: 128 }),
    newPassword: NewPassword,
    revokeOtherSessions: Type.Optional(Type.Boolean()),
  },
  strict,
)

const quarterHour = 15 * 60_000

/** Signing in and out. better-auth does the work; its messages, which differ by cause, stay inside. */
export function authRoutes(app: FastifyInstance, services: Services): void {
  const { limits } = services
  // Ten wrong passwords for one account from one address; a hundred for one account from anywhere.
  const pairs = createAttemptLimiter({ max: limits.signInFailures, windowMs: quarterHour })
  const accounts = createAttemptLimiter({ max: limits.signInFailures * 10, windowMs: quarterHour })
  const rateLimit = { max: limits.signInsPerMinute }

  app.post<{ Body: Type.Static<typeof SignIn> }>(
    '/auth/sign-in/email',
    { config: { auth: 'public', rateLimit }, schema: { querystring: NoQuery, body: SignIn } },
    async (request, reply) => {
      const account = request.body.email.trim().toLowerCase()
      const limited: [AttemptLimiter, string][] = [
        [pairs, `${account} ${request.ip}`],
        [accounts, account],
      ]
      const signedIn = await limitedBy(limited, () =>
        signIn(services, request, { email: account, password: request.body.password }),
      )
      if (!signedIn) throw identityErrors.SIGN_IN_FAILED()
      pairs.succeeded(`${account} ${request.ip}`)
      await endPresentedSession(services, request)
      forwardCookies(reply, signedIn.headers)
      return {}
    },
  )

  app.post(
    '/auth/sign-out',
    { config: { auth: 'user' }, schema: { querystring: NoQuery, body: NoBody } },
    async (request, reply) => {
      const { principal, session } = userOf(request)
      const { database, identity } = services
      await database.run({ text: 'delete from mortise.session where id = $1', values: [session?.id ?? null] })
      await identity.changed(principal.id)
      clearCookie(services, reply)
      return {}
    },
  )

  app.post(
    '/auth/revoke-sessions',
    { config: { auth: 'user' }, schema: { querystring: NoQuery, body: NoBody } },
    async (request, reply) => {
      const { principal } = userOf(request)
      await deleteSessions(services.database, principal.id)
      await services.identity.changed(principal.id)
      clearCookie(services, reply)
      return {}
    },
  )

  const passwords = createAttemptLimiter({ max: limits.signInFailures, windowMs: quarterHour })
  app.post<{ Body: Type.Static<typeof ChangePassword> }>(
    '/auth/change-password',
    { config: { auth: 'user', rateLimit }, schema: { querystring: NoQuery, body: ChangePassword } },
    async (request, reply) => {
      const { principal } = userOf(request)
      const headers = await limitedBy([[passwords, principal.id]], () =>
        changePassword(services, request, request.body),
      )
      if (!headers) throw identityErrors.PASSWORD_WRONG({ path: 'currentPassword' })
      await services.identity.changed(principal.id)
      forwardCookies(reply, headers)
      return {}
    },
  )
}

/** Runs an attempt that counts from its beginning, unless it succeeds or something else goes wrong. */
async function limitedBy<Answer>(
  limited: readonly (readonly [AttemptLimiter, string])[],
  attempt: () => Promise<Answer | null>,
): Promise<Answer | null> {
  for (const [limiter, key] of limited) limiter.check(key)
  for (const [limiter, key] of limited) limiter.failed(key)
  const withdraw = () => {
    for (const [limiter, key] of limited) limiter.withdraw(key)
  }
  try {
    const answer = await attempt()
    if (answer !== null) withdraw()
    return answer
  } catch (error) {
    withdraw()
    throw error
  }
}

async function signIn(
  { identity }: Services,
  request: FastifyRequest,
  body: { email: string; password: string },
): Promise<{ headers: Headers } | null> {
  const auth = await identity.auth()
  return await onlyRefusals(auth.api.signInEmail({ body, headers: headersFor(request), returnHeaders: true }))
}

async function changePassword(
  { identity }: Services,
  request: FastifyRequest,
  body: Type.Static<typeof ChangePassword>,
): Promise<Headers | null> {
  const auth = await identity.auth()
  const headers = headersFor(request)
  headers.set('cookie', request.headers.cookie ?? '')
  const changed = await onlyRefusals(auth.api.changePassword({ body, headers, returnHeaders: true }))
  return changed?.headers ?? null
}

/** A refusal of better-auth as null; a fault of the database stays a fault. */
async function onlyRefusals<Answer>(call: Promise<Answer>): Promise<Answer | null> {
  try {
    return await call
  } catch (error) {
    const { statusCode } = error as { statusCode?: number }
    if (statusCode !== undefined && statusCode < 500) return null
    throw error
  }
}

function headersFor(request: FastifyRequest): Headers {
  return new Headers({
    [clientAddressHeader]: request.ip,
    'user-agent': (request.headers['user-agent'] ?? '').slice(0, 300),
  })
}

/** A session cookie that was in the browser before the sign-in is not worth anything after it. */
async function endPresentedSession({ identity, database }: Services, request: FastifyRequest): Promise<void> {
  const cookie = readCookie(request.headers.cookie, sessionCookieName(identity.secureCookies))
  const token = cookie && verifySessionCookie(cookie, identity.secret)
  if (!token) return
  const { rows } = await database.run<{ userId: string }>({
    text: 'delete from mortise.session where token = $1 returning user_id as "userId"',
    values: [token],
  })
  if (rows[0]) await identity.changed(rows[0].userId)
}

function clearCookie({ identity }: Services, reply: FastifyReply): void {
  const name = sessionCookieName(identity.secureCookies)
  const secure = identity.secureCookies ? '; Secure' : ''
  reply.header('set-cookie', `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`)
}
