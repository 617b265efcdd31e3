import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { createToken, deleteToken, readTokens } from '../identity/token-store.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { IdParams, NoBody, NoQuery, Nullable, strict } from './schemas.ts'

const TokenInput = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    scopes: Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 100 }),
    expiresAt: Type.Optional(Nullable(Type.String({ format: 'date-time', maxLength: 40 }))),
  },
  strict,
)

/** The user's own API tokens. Made and ended in the browser only: a token cannot make another one. */
export function tokenRoutes(app: FastifyInstance, services: Services): void {
  const { database, identity } = services

  app.get('/tokens', { config: { auth: 'user' }, schema: { querystring: NoQuery } }, async (request) => ({
    tokens: await readTokens(database, userOf(request).principal.id),
  }))

  app.post<{ Body: Type.Static<typeof TokenInput> }>(
    '/tokens',
    { config: { auth: 'user' }, schema: { querystring: NoQuery, body: TokenInput } },
    async (request, reply) => {
      const token = await createToken(database, userOf(request).principal.id, request.body)
      reply.code(201)
      return token
    },
  )

  app.delete<{ Params: IdParams }>(
    '/tokens/:id',
    { config: { auth: 'user' }, schema: { params: IdParams, querystring: NoQuery, body: NoBody } },
    async (request, reply) => {
      const { principal } = userOf(request)
      await deleteToken(database, principal.id, request.params.id)
      await identity.changed(principal.id)
      return reply.code(204).send()
    },
  )
}
