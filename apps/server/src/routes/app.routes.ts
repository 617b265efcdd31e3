import type { StaleFields } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AnswerKind, createAppAnswers } from '../app/app-answers.ts'
import { publicUrl } from '../config.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { callOf } from './record-call.ts'
import { AppParams, NoQuery, strict } from './schemas.ts'

const SearchQuery = Type.Object(
  {
    q: Type.String({ minLength: 1, maxLength: 200 }),
    limit: Type.Optional(Type.String({ pattern: '^([1-9]|[1-4]\\d|50)$' })),
  },
  strict,
)

/** As far as the user may know the fields. */
async function readStale(services: Services, request: FastifyRequest): Promise<StaleFields> {
  const { access, scope } = callOf(services, request)
  const known = services.engine.capabilities(access, scope)
  const stale = Object.entries(await services.engine.staleFields(scope)).map(
    ([entity, fields]) =>
      [entity, fields.filter((field) => Object.hasOwn(known[entity]?.fields ?? {}, field))] as const,
  )
  return { entities: Object.fromEntries(stale.filter(([, fields]) => fields.length > 0)) }
}

/** The app as the user may know it, its OpenAPI, and the search over all its tables. */
export function appRoutes(app: FastifyInstance, services: Services): void {
  const answers = createAppAnswers(services.engine, services, publicUrl(services.config))
  const send = (kind: AnswerKind) => (request: FastifyRequest, reply: FastifyReply) => {
    const { scope } = callOf(services, request)
    const { text, etag } = answers(kind, scope, userOf(request).principal)
    reply.headers({ etag, 'cache-control': 'private, no-cache' })
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(text)
  }
  const options = {
    config: { auth: 'user', token: 'read' },
    schema: { params: AppParams, querystring: NoQuery },
  } as const
  app.get('/apps/:app', options, send('description'))
  app.get('/apps/:app/openapi.json', options, send('openapi'))
  app.get('/apps/:app/stale', options, (request) => readStale(services, request))

  app.get<{ Params: AppParams; Querystring: Type.Static<typeof SearchQuery> }>(
    '/apps/:app/search',
    { config: { auth: 'user', token: 'read' }, schema: { params: AppParams, querystring: SearchQuery } },
    async (request) => {
      const { access, scope } = callOf(services, request)
      const { q, limit } = request.query
      return { hits: await services.engine.search(access, scope, q, Number(limit ?? 20)) }
    },
  )
}
