import type { AwayInput } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import { userOf } from '../plugins/authentication.ts'
import { addAway, endAway, readAway } from '../process/away-store.ts'
import type { Services } from '../services.ts'
import { Id, IdParams, NoBody, NoQuery, strict } from './schemas.ts'

const Moment = Type.String({ format: 'date-time', maxLength: 40 })
const Away = Type.Object(
  {
    agentId: Id,
    startsAt: Moment,
    endsAt: Moment,
    processes: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}/[a-z][a-z0-9_]{0,40}$' }), { maxItems: 100 }),
    ),
  },
  strict,
)

const config = { auth: 'user' } as const

/** When somebody is away, and who acts for them. */
export function awayRoutes(app: FastifyInstance, { database, organisation }: Services): void {
  app.get('/away', { config, schema: { querystring: NoQuery } }, async (request) => ({
    periods: await readAway(database, userOf(request).principal.id, new Date().toISOString()),
  }))

  app.post<{ Body: AwayInput }>(
    '/away',
    { config, schema: { querystring: NoQuery, body: Away } },
    async (request, reply) => {
      const period = await addAway(database, userOf(request).principal.id, request.body)
      organisation.forget()
      reply.code(201)
      return period
    },
  )

  app.delete<{ Params: IdParams }>(
    '/away/:id',
    { config, schema: { params: IdParams, querystring: NoQuery, body: NoBody } },
    async (request, reply) => {
      await endAway(database, userOf(request).principal.id, request.params.id)
      organisation.forget()
      return reply.code(204).send()
    },
  )
}
