import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sessionOf } from '../app/session-of.ts'
import { readCookie, sessionCookieName } from '../identity/session-cookie.ts'
import { updateUser } from '../identity/user-store.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { Language, NoQuery, PersonName, strict } from './schemas.ts'

const SessionInput = Type.Object({ language: Type.Optional(Language), name: Type.Optional(PersonName) }, strict)

/** Who is signed in, and the names of everybody. */
export function sessionRoutes(app: FastifyInstance, services: Services): void {
  const { identity, database, people } = services

  app.get(
    '/session',
    { config: { auth: 'user', token: 'read' }, schema: { querystring: NoQuery } },
    async (request, reply) => {
      await renewSession(services, request, reply)
      return await sessionOf(services, userOf(request))
    },
  )

  app.patch<{ Body: Type.Static<typeof SessionInput> }>(
    '/session',
    { config: { auth: 'user' }, schema: { querystring: NoQuery, body: SessionInput } },
    async (request) => {
      const signedIn = userOf(request)
      const user = await updateUser(database, signedIn.principal.id, request.body)
      await identity.changed(user.id)
      const principal = { ...signedIn.principal, name: user.name, language: user.language }
      return await sessionOf(services, { ...signedIn, principal })
    },
  )

  const directory = { config: { auth: 'user', token: 'read' }, schema: { querystring: NoQuery } } as const
  app.get('/directory/users', directory, async () => ({ users: await people.users() }))
  app.get('/directory/departments', directory, async () => ({ departments: await people.departments() }))
}

/** A session that is used goes on; one whose first half is over gets its full time again. */
async function renewSession(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { identity, config, database } = services
  const { session } = userOf(request)
  const lifetimeMs = config.sessionHours * 3_600_000
  if (!session || Date.parse(session.expiresAt) - Date.now() > lifetimeMs / 2) return
  const expiresAt = new Date(Date.now() + lifetimeMs).toISOString()
  await database.run({
    text: 'update mortise.session set expires_at = $2, updated_at = $3 where id = $1',
    values: [session.id, expiresAt, new Date().toISOString()],
  })
  session.expiresAt = expiresAt
  const name = sessionCookieName(identity.secureCookies)
  const value = readCookie(request.headers.cookie, name)
  const secure = identity.secureCookies ? '; Secure' : ''
  const cookie = `${name}=${value}; Max-Age=${config.sessionHours * 3600}; Path=/; HttpOnly; SameSite=Lax${secure}`
  reply.header('set-cookie', cookie)
}
