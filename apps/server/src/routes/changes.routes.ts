import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayDesign } from '../app/session-of.ts'
import { httpErrors } from '../errors.ts'
import { readCookie, sessionCookieName } from '../identity/session-cookie.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { callOf } from './record-call.ts'
import { AppParams, NoQuery } from './schemas.ts'

const heartbeatMs = 20_000
const maxStreams = 30
/** A browser that reads slower than this much is cut off; it comes back and fetches what it needs. */
const maxUnsent = 1_000_000

/** The stream of changes (SSE): ids only, and only of what the user may read. */
export function changeRoutes(app: FastifyInstance, services: Services): void {
  const options = {
    config: { auth: 'user', token: 'read', stream: true },
    schema: { params: AppParams, querystring: NoQuery },
  } as const
  app.get<{ Params: AppParams }>('/apps/:app/changes', options, async (request, reply) => {
    const { scope } = callOf(services, request)
    if (services.changes.countOf(userOf(request).principal.id) >= maxStreams)
      throw httpErrors.TOO_MANY_REQUESTS({ seconds: 30 })
    openStream(services, request, reply, scope.model.revision)
    return reply
  })
}

function openStream(services: Services, request: FastifyRequest, reply: FastifyReply, revision: number): void {
  const { changes } = services
  const app = (request.params as AppParams).app
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    ...(reply.getHeaders() as { [name: string]: string }),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const write = (text: string) => {
    if (raw.writableLength > maxUnsent) raw.destroy()
    else raw.write(text)
  }
  const send = (event: string, data: unknown) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  const signedIn = userOf(request)
  const leave = changes.subscribe({ app, signedIn, send, end: () => raw.end() })
  const heartbeat = setInterval(() => void beat().catch(() => raw.end()), heartbeatMs)
  // Sessions end and rights change without this server hearing of it when a notice was lost.
  const beat = async () => {
    if (await isStillSignedIn(services, request)) write(': still here\n\n')
    else raw.end()
  }
  raw.on('close', () => {
    clearInterval(heartbeat)
    leave()
  })
  write('retry: 2000\n\n')
  // After a break the browser compares: a stream that starts on another revision has missed a publish.
  send('revision', { app, revision })
  const model = services.apps.get(app)
  if (model && mayDesign(signedIn.principal, model)) send('presence', { app, people: services.presence.peopleIn(app) })
}

async function isStillSignedIn({ identity }: Services, request: FastifyRequest): Promise<boolean> {
  const { authorization, cookie } = request.headers
  if (authorization) return (await identity.identifier.byApiToken(authorization.slice(7).trim())) !== null
  const value = readCookie(cookie, sessionCookieName(identity.secureCookies)) ?? ''
  return (await identity.identifier.bySessionCookie(value)) !== null
}
