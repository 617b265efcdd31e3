import { Readable } from 'node:stream'
import type { InsightProcess, ProcessInsight } from '@mortise/api'
import { localize } from '@mortise/core'
import { Type } from '@mortise/metadata/schema'
import { writeXes } from '@mortise/process/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { userOf } from '../plugins/authentication.ts'
import { nodeLabel } from '../process/node-label.ts'
import {
  analysedProcess,
  analysedProcesses,
  type InsightQuery,
  insightFilter,
  processInsight,
} from '../process/process-insight.ts'
import type { Services } from '../services.ts'
import { callOf } from './record-call.ts'
import { AppKey, AppParams, Id, NoQuery, strict } from './schemas.ts'

const Params = Type.Object({ app: AppKey, process: AppKey }, strict)
type Params = Type.Static<typeof Params>
const Moment = Type.String({
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{3})?Z$',
})
const Query = Type.Object(
  {
    from: Type.Optional(Moment),
    to: Type.Optional(Moment),
    version: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,5}$' })),
    department: Type.Optional(Id),
    initiator: Type.Optional(Id),
  },
  strict,
)

/** How long processes take, and where: for who designs the app, and for the roles that a process names. */
export function processInsightRoutes(app: FastifyInstance, services: Services): void {
  const path = '/apps/:app/processes/:process/insight'
  const config = { auth: 'user', token: 'read' } as const
  const schema = { params: Params, querystring: Query }
  const open = async (request: FastifyRequest) => {
    const { model } = callOf(services, request).scope
    const { process } = request.params as Params
    const document = analysedProcess(request, model, process)
    const filter = await insightFilter(services, { app: model.key, process }, request.query as InsightQuery)
    return { document, filter }
  }

  app.get<{ Params: AppParams }>(
    '/apps/:app/insight',
    { config, schema: { params: AppParams, querystring: NoQuery } },
    async (request): Promise<{ processes: InsightProcess[] }> => ({
      processes: analysedProcesses(request, callOf(services, request).scope.model),
    }),
  )

  app.get<{ Params: Params }>(path, { config, schema }, async (request): Promise<ProcessInsight> => {
    const { document, filter } = await open(request)
    return await processInsight(services, document, filter)
  })

  app.get<{ Params: Params }>(`${path}.xes`, { config, schema }, async (request, reply) => {
    const { document, filter } = await open(request)
    const users = new Map((await services.people.users()).map(({ id, name }) => [id, name]))
    const { language } = userOf(request).principal
    const log = writeXes(services.workspace, filter, {
      process: localize(document.label, language === 'en' ? 'en' : 'zh'),
      node: (key) => localize(nodeLabel(services, document, key), language === 'en' ? 'en' : 'zh'),
      person: (id) => users.get(id) ?? id,
    })
    return await reply
      .header('content-type', 'application/xml; charset=utf-8')
      .header('content-disposition', `attachment; filename="${document.key}.xes"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(log))
  })
}
