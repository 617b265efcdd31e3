import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  deleteFormDraft,
  type FormDraftPlace,
  listFormDrafts,
  readFormDraft,
  writeFormDraft,
} from '../app/form-draft-store.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { requireKnownFields } from './known-fields.ts'
import { callOf } from './record-call.ts'
import { AppParams, EntityParams, NoBody, NoQuery, strict } from './schemas.ts'

const OfRecord = Type.Object({ record: Type.String({ minLength: 1, maxLength: 2000 }) }, strict)
type OfRecord = Type.Static<typeof OfRecord>
const Values = Type.Object({}, { additionalProperties: true, maxProperties: 600 })
const Draft = Type.Object(
  { version: Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 }), changes: Values, base: Values },
  strict,
)
type Draft = Type.Static<typeof Draft>

const config = { auth: 'user' } as const

/** What somebody has filled in and not saved yet, to go on with on another device. Each sees only their own. */
export function formDraftRoutes(app: FastifyInstance, services: Services): void {
  const { workspace } = services
  const schema = { params: EntityParams, querystring: OfRecord }

  app.get<{ Params: { app: string } }>(
    '/apps/:app/form-drafts',
    { config, schema: { params: AppParams, querystring: NoQuery } },
    async (request) => {
      callOf(services, request)
      const userId = userOf(request).principal.id
      return { drafts: await listFormDrafts(workspace, { app: request.params.app, userId }) }
    },
  )

  app.get<{ Params: { app: string; entity: string }; Querystring: OfRecord }>(
    '/apps/:app/form-drafts/:entity',
    { config, schema },
    async (request) => ({ draft: await readFormDraft(workspace, placeOf(services, request)) }),
  )

  app.put<{ Params: { app: string; entity: string }; Querystring: OfRecord; Body: Draft }>(
    '/apps/:app/form-drafts/:entity',
    { config, schema: { ...schema, body: Draft } },
    (request) => {
      const { changes, base, version } = request.body
      requireKnownFields(services, request, { changes, base })
      return writeFormDraft(workspace, placeOf(services, request), {
        version,
        changes: { ...changes },
        base: { ...base },
      })
    },
  )

  app.delete<{ Params: { app: string; entity: string }; Querystring: OfRecord }>(
    '/apps/:app/form-drafts/:entity',
    { config, schema: { ...schema, body: NoBody } },
    async (request, reply) => {
      await deleteFormDraft(workspace, placeOf(services, request))
      return reply.code(204).send()
    },
  )
}

function placeOf(
  services: Services,
  request: FastifyRequest<{ Params: { app: string; entity: string }; Querystring: OfRecord }>,
): FormDraftPlace {
  requireKnownFields(services, request)
  const { app, entity } = request.params
  return { app, entity, record: request.query.record, userId: userOf(request).principal.id }
}
