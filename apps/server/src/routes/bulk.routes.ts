import type { BulkChange } from '@mortise/api'
import type { RecordInput } from '@mortise/data'
import type { BulkTarget } from '@mortise/data/server'
import { changeMany } from '@mortise/form/server'
import { Filter } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpErrors } from '../errors.ts'
import { withFilter } from '../filter-reference.ts'
import { errorBody } from '../plugins/error-handler.ts'
import type { Services } from '../services.ts'
import { requireKnownFields } from './known-fields.ts'
import { callOf } from './record-call.ts'
import { EntityParams, Id, NoQuery, strict } from './schemas.ts'

const Values = Type.Object({}, { additionalProperties: true, maxProperties: 600 })
const target = {
  ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 10_000 })),
  filter: Type.Optional(Filter),
}
const oneTarget = { minProperties: 1, maxProperties: 1 }

/** One of the three, each with all it needs. */
const Bulk = Type.Object(
  {
    create: Type.Optional(Type.Array(Values, { minItems: 1, maxItems: 10_000 })),
    partial: Type.Optional(Type.Boolean()),
    update: Type.Optional(
      Type.Object(
        { ...target, values: Values, forms: Type.Optional(Type.Boolean()) },
        { ...strict, minProperties: 2, maxProperties: 3 },
      ),
    ),
    archive: Type.Optional(Type.Object(target, { ...strict, ...oneTarget })),
  },
  { ...strict, minProperties: 1, maxProperties: 2 },
)
type Bulk = Type.Static<typeof Bulk>

const bulkSchema = withFilter(Bulk)

export const bulkBodyLimit = 20 * 1024 * 1024

/** Many records in one call, with the meaning of as many single ones. */
export function bulkRoutes(app: FastifyInstance, services: Services): void {
  const { engine } = services
  app.post<{ Params: EntityParams; Body: Bulk }>(
    '/apps/:app/entities/:entity/bulk',
    {
      config: { auth: 'user', token: 'write' },
      bodyLimit: bulkBodyLimit,
      schema: { params: EntityParams, querystring: NoQuery, body: bulkSchema },
      preHandler: refuseSeveral,
    },
    async (request) => {
      const { access, scope } = callOf(services, request)
      const { entity } = request.params
      const { create, partial, update, archive } = request.body
      if (create) return engine.createMany(access, scope, entity, create as RecordInput[], { partial })
      if (archive) return engine.archiveMany(access, scope, entity, archive as BulkTarget)
      const { values, forms = false, ...which } = update ?? { values: {} }
      if (forms) {
        requireKnownFields(services, request, { values })
        return throughForms(services, request, (which as { ids: string[] }).ids, values as RecordInput)
      }
      return engine.updateMany(access, scope, entity, which as BulkTarget, values as RecordInput)
    },
  )
}

/** Each record through the form that it opens in; the first reasons are told. */
async function throughForms(
  services: Services,
  request: FastifyRequest,
  ids: readonly string[],
  values: RecordInput,
): Promise<BulkChange> {
  const { access, scope } = callOf(services, request)
  const { entity } = request.params as EntityParams
  const { updated, left } = await changeMany({ engine: services.engine, access, scope, entity }, ids, values)
  const reasons = left.slice(0, toldReasons).map(({ id, title, error }) => {
    const { code, message, problems } = errorBody(error, request)
    return { id, title, code, message, ...(problems && { problems }) }
  })
  return { updated, refused: left.length, reasons }
}

const toldReasons = 200

async function refuseSeveral(request: { body: unknown }): Promise<void> {
  const { create, update, archive, partial } = request.body as Bulk
  const given = [create, update, archive].filter((part) => part !== undefined)
  const sound = given.length === 1 && (partial === undefined || create !== undefined)
  const named = update?.forms !== true || update.ids !== undefined
  const one = update === undefined || (update.ids === undefined) !== (update.filter === undefined)
  const complete = update === undefined || (update.values !== undefined && named && one)
  if (!sound || !complete)
    throw httpErrors.REQUEST_INVALID({ reason: 'body must hold one of create, update, archive', path: '/' })
}
