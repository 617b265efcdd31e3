import type { AdminUser, UserInput } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { identityErrors } from '../errors.ts'
import { createUser, deleteSessions, readUser, readUsers, resetPassword, updateUser } from '../identity/user-store.ts'
import type { Services } from '../services.ts'
import { Email, Id, IdParams, Language, NewPassword, NoBody, NoQuery, Nullable, PersonName, strict } from './schemas.ts'

const person = {
  name: PersonName,
  email: Email,
  title: Type.Optional(Nullable(PersonName)),
  language: Type.Optional(Language),
  departmentId: Type.Optional(Nullable(Id)),
  managerId: Type.Optional(Nullable(Id)),
  administrator: Type.Optional(Type.Boolean()),
  active: Type.Optional(Type.Boolean()),
  roles: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 200 })),
}
const NewUser = Type.Object({ ...person, password: Type.Optional(NewPassword) }, strict)
const UserPatch = Type.Object(
  { ...person, name: Type.Optional(PersonName), email: Type.Optional(Email), password: Type.Optional(NewPassword) },
  strict,
)
const Password = Type.Object({ password: NewPassword }, strict)

const config = { auth: 'administrator', token: 'admin' } as const

/** The people of the workspace, as administrators manage them. */
export function adminUserRoutes(app: FastifyInstance, services: Services): void {
  const { database, identity } = services
  const done = async (user: AdminUser) => {
    await identity.changed(user.id)
    return user
  }

  app.get('/admin/users', { config, schema: { querystring: NoQuery } }, async () => ({
    users: await readUsers(database),
  }))

  app.post<{ Body: UserInput }>(
    '/admin/users',
    { config, schema: { querystring: NoQuery, body: NewUser } },
    async (request, reply) => {
      refuseUnknownRoles(services, request.body.roles)
      const user = await createUser(database, request.body)
      reply.code(201)
      return await done(user)
    },
  )

  app.patch<{ Params: IdParams; Body: Partial<UserInput> }>(
    '/admin/users/:id',
    { config, schema: { params: IdParams, querystring: NoQuery, body: UserPatch } },
    async (request) => {
      refuseUnknownRoles(services, request.body.roles)
      return await done(await updateUser(database, request.params.id, request.body))
    },
  )

  app.post<{ Params: IdParams; Body: Type.Static<typeof Password> }>(
    '/admin/users/:id/password',
    { config, schema: { params: IdParams, querystring: NoQuery, body: Password } },
    async (request) => {
      await resetPassword(database, request.params.id, request.body.password)
      return await done(await readUser(database, request.params.id))
    },
  )

  app.post<{ Params: IdParams }>(
    '/admin/users/:id/sign-out',
    { config, schema: { params: IdParams, querystring: NoQuery, body: NoBody } },
    async (request) => {
      const user = await readUser(database, request.params.id)
      await deleteSessions(database, user.id)
      return await done(user)
    },
  )
}

function refuseUnknownRoles({ apps }: Services, roles: readonly string[] = []): void {
  for (const [index, name] of roles.entries()) {
    const [app = '', role = '', ...rest] = name.split('/')
    if (rest.length > 0 || !apps.get(app)?.roles.has(role))
      throw identityErrors.ROLE_NOT_FOUND({ role: name, path: `roles/${index}` })
  }
}
