import type { RecordInput } from '@mortise/data'
import type { BulkTarget } from '@mortise/data/server'
import { Filter } from '@mortise/metadata'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { httpErrors } from '../errors.ts'
import { filterDefinition, referToFilter } from '../filter-reference.ts'
import type { Services } from '../services.ts'
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
      Type.Object({ ...target, values: Values }, { ...strict, minProperties: 2, maxProperties: 2 }),
    ),
    archive: Type.Optional(Type.Object(target, { ...strict, ...oneTarget })),
  },
  { ...strict, minProperties: 1, maxProperties: 2 },
)
type Bulk = Type.Static<typeof Bulk>

const filterPlace = '#/$defs/Filter'
const bulkSchema = { ...(referToFilter(Bulk, filterPlace) as object), $defs: { Filter: filterDefinition(filterPlace) } }

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
    (request) => {
      const { access, scope } = callOf(services, request)
      const { entity } = request.params
      const { create, partial, update, archive } = request.body
      if (create) return engine.createMany(access, scope, entity, create as RecordInput[], { partial })
      if (archive) return engine.archiveMany(access, scope, entity, archive as BulkTarget)
      const { values, ...which } = update ?? { values: {} }
      return engine.updateMany(access, scope, entity, which as BulkTarget, values as RecordInput)
    },
  )
}

async function refuseSeveral(request: { body: unknown }): Promise<void> {
  const { create, update, archive, partial } = request.body as Bulk
  const given = [create, update, archive].filter((part) => part !== undefined)
  const sound = given.length === 1 && (partial === undefined || create !== undefined)
  const complete = update === undefined || update.values !== undefined
  if (!sound || !complete)
    throw httpErrors.REQUEST_INVALID({ reason: 'body must hold one of create, update, archive', path: '/' })
}
