import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { httpErrors, identityErrors } from '../errors.ts'
import type { Identity } from '../identity/identity.ts'
import { readCookie, sessionCookieName } from '../identity/session-cookie.ts'
import type { SignedIn } from '../identity/signed-in.ts'
import { findScope, leavesTable, type TokenNeed } from '../identity/token-scopes.ts'
import type { RateLimits } from './rate-limits.ts'

/** Who may call a route. Every route says so itself: one that does not stops the server from starting. */
export type RouteAuth = 'public' | 'user' | 'administrator'

declare module 'fastify' {
  interface FastifyContextConfig {
    auth?: RouteAuth
    /** What an API token needs here; without it no token is let in. */
    token?: TokenNeed
    /** It lasts as long as the page that reads it, and is not slow for that. */
    stream?: true
  }
  interface FastifyRequest {
    signedIn: SignedIn | null
    /** Set when the API token reaches one table only. */
    tokenKeepsToTable: boolean
  }
}

export interface AuthenticationOptions {
  identity: Identity
  rateLimits: RateLimits
  /** Origins pages of ours have; empty: the one in the Host header. */
  origins: readonly string[]
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Who is signed in, whether they may call the route, and whether a change comes from a page of ours. */
export function registerAuthentication(app: FastifyInstance, options: AuthenticationOptions): void {
  const { identity, origins, rateLimits } = options
  const cookieName = sessionCookieName(identity.secureCookies)
  app.decorateRequest('signedIn', null)
  app.decorateRequest('tokenKeepsToTable', false)
  app.addHook('onRoute', refuseUndeclared)
  const refuseNobody = async (request: FastifyRequest) => {
    await rateLimits.anonymous(request)
    throw identityErrors.NOT_SIGNED_IN()
  }
  const admitAnybody = async (request: FastifyRequest) => {
    if (!readBearer(request)) refuseForeign(request, origins, true)
    if (request.routeOptions.config.rateLimit === undefined) await rateLimits.anonymous(request)
  }
  const admitSignedIn = async (request: FastifyRequest) => {
    const bearer = readBearer(request)
    const cookie = bearer ? undefined : readCookie(request.headers.cookie, cookieName)
    if (!bearer && !cookie) return await refuseNobody(request)
    if (!bearer) refuseForeign(request, origins, false)
    const { byApiToken, bySessionCookie } = identity.identifier
    request.signedIn = await (bearer ? byApiToken(bearer) : bySessionCookie(cookie ?? ''))
    if (!request.signedIn) return await refuseNobody(request)
    await rateLimits.signedIn(request)
    admit(request, request.signedIn)
  }
  app.addHook('onRequest', async (request) => {
    if (request.is404) return
    await (request.routeOptions.config.auth === 'public' ? admitAnybody(request) : admitSignedIn(request))
  })
  app.addHook('preHandler', (request, _reply, done) => {
    if (request.tokenKeepsToTable && (leavesTable(request.body) || leavesTable(selectOf(request))))
      return done(identityErrors.TOKEN_SCOPE({ scope: `${paramOf(request, 'app')}:read` }))
    done()
  })
}

/** The signed-in user of a route that is not public. */
export function userOf(request: FastifyRequest): SignedIn {
  if (!request.signedIn) throw identityErrors.NOT_SIGNED_IN()
  return request.signedIn
}

/** Hands better-auth's cookies on to the browser. */
export function forwardCookies(reply: FastifyReply, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie)
}

function refuseUndeclared(route: RouteOptions): void {
  if (!route.config?.auth) throw new Error(`unreachable: the route ${route.url} does not say who may call it`)
}

function admit(request: FastifyRequest, signedIn: SignedIn): void {
  const { auth, token } = request.routeOptions.config
  if (auth === 'administrator' && !signedIn.principal.administrator) throw identityErrors.NOT_ALLOWED()
  if (!signedIn.token) return
  const place = { need: token ?? 'session', app: paramOf(request, 'app'), entity: paramOf(request, 'entity') }
  const found = findScope(signedIn.token.scopes, place)
  if (!found) throw identityErrors.TOKEN_SCOPE({ scope: place.app ? `${place.app}:${place.need}` : place.need })
  request.tokenKeepsToTable = found === 'entity'
}

function readBearer({ headers }: FastifyRequest): string | undefined {
  return headers.authorization?.startsWith('Bearer ') ? headers.authorization.slice(7).trim() : undefined
}

function refuseForeign(request: FastifyRequest, origins: readonly string[], mayBeMissing: boolean): void {
  if (!safeMethods.has(request.method) && !isOwnOrigin(request, origins, mayBeMissing))
    throw httpErrors.ORIGIN_FOREIGN()
}

function isOwnOrigin(request: FastifyRequest, origins: readonly string[], mayBeMissing: boolean): boolean {
  if (request.headers['sec-fetch-site'] === 'cross-site') return false
  const { origin } = request.headers
  if (origin === undefined) return mayBeMissing
  if (origins.length > 0) return origins.includes(origin)
  return URL.canParse(origin) && new URL(origin).host === request.headers.host
}

function paramOf(request: FastifyRequest, name: string): string | undefined {
  return (request.params as Partial<{ [name: string]: string }>)[name]
}

/** The paths of `?select=` in the form of a query body. */
function selectOf(request: FastifyRequest): unknown {
  const { select } = request.query as { select?: unknown }
  return typeof select === 'string' ? { select: select.split(',') } : null
}
