import { AggregateQuery, Query, type RecordInput } from '@mortise/data'
import { decideForm, type FormRequest, openForm } from '@mortise/form/server'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import type { Services } from '../services.ts'
import { changeLine } from './change-line.ts'
import { requireKnownFields } from './known-fields.ts'
import { callOf } from './record-call.ts'
import { AppKey, EntityParams, Id, NoBody, NoQuery, RecordParams, strict } from './schemas.ts'

const Values = Type.Object({}, { additionalProperties: true, maxProperties: 600 })
const Select = Type.Array(Type.String({ maxLength: 200 }), { maxItems: 300 })
const saving = { acceptDuplicates: Type.Optional(Type.Boolean()), select: Type.Optional(Select) }
/** The form that the values come from: its rules are decided here once more. */
const form = Type.Optional(AppKey)
const Create = Type.Object({ values: Values, form, ...saving }, strict)
const Typed = Type.Object({ id: Type.Optional(Id), values: Values }, strict)
/** Versions are counted in 32 bits. */
const Version = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })
/** Nobody has the form before them: what its rules fill in comes with the values. */
const fills = Type.Optional(Type.Boolean())
const Update = Type.Object({ version: Version, values: Values, form, fills, ...saving }, strict)
const SelectQuery = Type.Object({ select: Type.Optional(Type.String({ minLength: 1, maxLength: 8000 })) }, strict)
const HistoryQuery = Type.Object(
  {
    before: Type.Optional(Type.String({ maxLength: 200 })),
    size: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$' })),
  },
  strict,
)
const Comment = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 20_000 }), mentions: Type.Array(Id, { maxItems: 100 }) },
  strict,
)

const read = { auth: 'user', token: 'read' } as const
const write = { auth: 'user', token: 'write' } as const
const base = '/apps/:app/entities/:entity'

/** Reading and writing the records of a table. */
export function recordRoutes(app: FastifyInstance, services: Services): void {
  readRoutes(app, services)
  lookalikeRoute(app, services)
  writeRoutes(app, services)
  historyRoutes(app, services)
}

function readRoutes(app: FastifyInstance, services: Services): void {
  const { engine } = services

  app.post<{ Params: EntityParams; Body: Query }>(
    `${base}/query`,
    { config: read, schema: { params: EntityParams, querystring: NoQuery, body: Query } },
    (request) => {
      const { access, scope } = callOf(services, request)
      return engine.query(access, scope, request.params.entity, request.body)
    },
  )

  app.post<{ Params: EntityParams; Body: AggregateQuery }>(
    `${base}/aggregate`,
    { config: read, schema: { params: EntityParams, querystring: NoQuery, body: AggregateQuery } },
    async (request) => {
      const { access, scope } = callOf(services, request)
      return { rows: await engine.aggregate(access, scope, request.params.entity, request.body) }
    },
  )

  app.get<{ Params: RecordParams; Querystring: Type.Static<typeof SelectQuery> }>(
    `${base}/records/:id`,
    { config: read, schema: { params: RecordParams, querystring: SelectQuery } },
    (request) => {
      const { access, scope } = callOf(services, request)
      const { entity, id } = request.params
      return engine.open(access, scope, entity, id, request.query.select?.split(','))
    },
  )
}

/** Asked with every pause in typing, but not so often that records could be found out by it. */
function lookalikeRoute(app: FastifyInstance, services: Services): void {
  app.post<{ Params: EntityParams; Body: Type.Static<typeof Typed> }>(
    `${base}/lookalikes`,
    {
      config: { ...read, rateLimit: { max: services.limits.lookalikesPerMinute } },
      schema: { params: EntityParams, querystring: NoQuery, body: Typed },
    },
    async (request) => {
      const { access, scope } = callOf(services, request)
      const { id = null, values } = request.body
      requireKnownFields(services, request, { values })
      const typed = values as RecordInput
      return { lookalikes: await services.engine.lookalikes(access, scope, request.params.entity, id, typed) }
    },
  )
}

function writeRoutes(app: FastifyInstance, services: Services): void {
  const { engine } = services

  app.post<{ Params: EntityParams; Body: Type.Static<typeof Create> }>(
    `${base}/records`,
    { config: write, schema: { params: EntityParams, querystring: NoQuery, body: Create } },
    async (request, reply) => {
      const { access, scope } = callOf(services, request)
      const { values, form: key, ...options } = request.body
      const { entity } = request.params
      const decided = await throughForm(key, { engine, access, scope, entity }, null, values as RecordInput)
      const record = await engine.create(access, scope, entity, decided, options)
      reply.code(201)
      return record
    },
  )

  app.patch<{ Params: RecordParams; Body: Type.Static<typeof Update> }>(
    `${base}/records/:id`,
    { config: write, schema: { params: RecordParams, querystring: NoQuery, body: Update } },
    async (request) => {
      const { access, scope } = callOf(services, request)
      const { entity, id } = request.params
      const { version, values, form: key, fills: filled = false, ...options } = request.body
      const call = { engine, access, scope, entity }
      const decided = await throughForm(key, call, id, values as RecordInput, filled)
      const line = scope.model.entities.get(entity)
      if (line?.parent) return changeLine({ call, line, id, version, values: decided, options })
      return engine.update(access, scope, entity, { id, version }, decided, options)
    },
  )

  app.delete<{ Params: RecordParams }>(
    `${base}/records/:id`,
    { config: write, schema: { params: RecordParams, querystring: NoQuery, body: NoBody } },
    async (request, reply) => {
      const { access, scope } = callOf(services, request)
      await engine.archive(access, scope, request.params.entity, { id: request.params.id })
      return reply.code(204).send()
    },
  )

  app.post<{ Params: RecordParams }>(
    `${base}/records/:id/restore`,
    { config: write, schema: { params: RecordParams, querystring: NoQuery, body: NoBody } },
    (request) => {
      const { access, scope } = callOf(services, request)
      return engine.restore(access, scope, request.params.entity, request.params.id)
    },
  )
}

/** What the form, if they come through one, makes of the values. Who may not see the record learns nothing of it. */
async function throughForm(
  form: string | undefined,
  call: Omit<FormRequest, 'form'>,
  id: string | null,
  values: RecordInput,
  fills = false,
): Promise<RecordInput> {
  if (form === undefined) return values
  const opened = openForm({ ...call, form })
  if (id !== null) await call.engine.get(call.access, call.scope, call.entity, id, ['id'])
  return decideForm(opened, id, values, { fills })
}

function historyRoutes(app: FastifyInstance, services: Services): void {
  const { engine } = services

  app.get<{ Params: RecordParams; Querystring: Type.Static<typeof HistoryQuery> }>(
    `${base}/records/:id/history`,
    { config: read, schema: { params: RecordParams, querystring: HistoryQuery } },
    (request) => {
      const { access, scope } = callOf(services, request)
      const { entity, id } = request.params
      const { before, size } = request.query
      return engine.history(access, scope, entity, id, { size: Number(size ?? 30), before })
    },
  )

  app.post<{ Params: RecordParams; Body: Type.Static<typeof Comment> }>(
    `${base}/records/:id/comments`,
    { config: write, schema: { params: RecordParams, querystring: NoQuery, body: Comment } },
    async (request, reply) => {
      const { access, scope } = callOf(services, request)
      const event = await engine.comment(access, scope, request.params.entity, request.params.id, request.body)
      reply.code(201)
      return event
    },
  )
}
