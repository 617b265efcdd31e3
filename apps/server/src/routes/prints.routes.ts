import type { PrintManyInput, PrintTrialInput } from '@mortise/api'
import { Filter, PrintDocument } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { maxPrintRecords, type PrintCall, printRecords } from '@mortise/print/server'
import type { FastifyInstance } from 'fastify'
import { withFilter } from '../filter-reference.ts'
import { printServicesOf, sendPdf } from '../print/print-services.ts'
import type { Services } from '../services.ts'
import { designConfig, designed, documentLimit } from './design-call.ts'
import { callOf } from './record-call.ts'
import { AppKey, AppParams, Id, NoQuery, strict } from './schemas.ts'

const PrintParams = Type.Object({ app: AppKey, entity: AppKey, id: Id, template: AppKey }, strict)
const ManyParams = Type.Object({ app: AppKey, entity: AppKey, template: AppKey }, strict)
const Many = Type.Object(
  { ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1000 })), filter: Type.Optional(Filter) },
  { ...strict, minProperties: 1, maxProperties: 1 },
)
const Trial = Type.Object({ template: PrintDocument, id: Id }, strict)

const manySchema = withFilter(Many)

/** Records on paper: PDFs by the print templates of the app. */
export function printRoutes(app: FastifyInstance, services: Services): void {
  const printing = printServicesOf(services)
  const { engine } = services

  app.get<{ Params: Type.Static<typeof PrintParams> }>(
    '/apps/:app/entities/:entity/records/:id/print/:template',
    { config: { auth: 'user', token: 'read' }, schema: { params: PrintParams, querystring: NoQuery } },
    async (request, reply) => {
      const { entity, id, template } = request.params
      const call = { ...callOf(services, request), entity, template }
      return sendPdf(reply, await printRecords(printing, call, [id]))
    },
  )

  app.post<{ Params: Type.Static<typeof ManyParams>; Body: PrintManyInput }>(
    '/apps/:app/entities/:entity/print/:template',
    {
      config: { auth: 'user', token: 'read' },
      schema: { params: ManyParams, querystring: NoQuery, body: manySchema },
    },
    async (request, reply) => {
      const { entity, template } = request.params
      const call = { ...callOf(services, request), entity, template }
      const { ids, filter } = request.body
      const query = { select: ['id'], filter, page: { size: maxPrintRecords + 1 } }
      const found = ids ?? (await engine.query(call.access, call.scope, entity, query)).records.map(({ id }) => id)
      return sendPdf(reply, await printRecords(printing, call, found))
    },
  )

  app.post<{ Params: AppParams; Body: PrintTrialInput }>(
    '/apps/:app/draft/print',
    {
      config: designConfig,
      bodyLimit: documentLimit,
      schema: { params: AppParams, querystring: NoQuery, body: Trial },
    },
    async (request, reply) => {
      designed(services, request)
      const { template, id } = request.body
      const call: PrintCall = { ...callOf(services, request), entity: template.entity, template }
      return sendPdf(reply, await printRecords(printing, call, [id]))
    },
  )
}
