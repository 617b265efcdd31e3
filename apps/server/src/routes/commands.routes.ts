import type { CommandPreviewAnswer, CommandPreviewInput, CommandResult, CommandRunInput } from '@mortise/api'
import {
  type CommandCall,
  type CommandForms,
  type CommandOutcome,
  openCommand,
  previewCommand,
  runCommand,
} from '@mortise/command/server'
import type { RecordInput } from '@mortise/data'
import type { DataEngine } from '@mortise/data/server'
import { decideForm, isOpenForm, openForm } from '@mortise/form/server'
import { Filter } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpErrors } from '../errors.ts'
import { withFilter } from '../filter-reference.ts'
import { errorBody } from '../plugins/error-handler.ts'
import type { Services } from '../services.ts'
import { requireKnownFields } from './known-fields.ts'
import { callOf } from './record-call.ts'
import { AppKey, Id, NoQuery, strict } from './schemas.ts'

const CommandParams = Type.Object({ app: AppKey, entity: AppKey, command: AppKey }, strict)
const Version = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })
/** Of forms there are more fields than are asked for. */
const Values = Type.Object({}, { additionalProperties: true, maxProperties: 600 })
const FilledForm = Type.Object(
  { values: Values, version: Version, acceptDuplicates: Type.Optional(Type.Boolean()) },
  strict,
)
const about = {
  ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1000 })),
  filter: Type.Optional(Filter),
  seen: Type.Optional(Version),
}
const Run = Type.Object(
  {
    ...about,
    input: Type.Optional(Type.Object({}, { additionalProperties: true, maxProperties: 100 })),
    form: Type.Optional(FilledForm),
    key: Type.String({ minLength: 8, maxLength: 64 }),
  },
  strict,
)
const Preview = Type.Object({ ...about, input: Type.Optional(Values) }, strict)
type CommandParams = Type.Static<typeof CommandParams>
type CommandRequest = FastifyRequest<{ Params: CommandParams; Body: CommandRunInput | CommandPreviewInput }>

/** Running what buttons of an app stand for. */
export function commandRoutes(app: FastifyInstance, services: Services): void {
  const base = '/apps/:app/entities/:entity/commands/:command'
  const params = { params: CommandParams, querystring: NoQuery }

  app.post<{ Params: CommandParams; Body: CommandRunInput }>(
    `${base}/run`,
    { config: { auth: 'user', token: 'write' }, schema: { ...params, body: withFilter(Run) } },
    async (request) => {
      const { input = {}, form, seen, key } = request.body
      const given = { input: input as RecordInput, form, seen, key }
      const outcomes = await runCommand(callFor(services, request), { target: targetOf(request), ...given })
      return { results: outcomes.map((outcome) => resultOf(outcome, request)) }
    },
  )

  app.post<{ Params: CommandParams; Body: CommandPreviewInput }>(
    `${base}/preview`,
    { config: { auth: 'user', token: 'read' }, schema: { ...params, body: withFilter(Preview) } },
    async (request): Promise<CommandPreviewAnswer> => {
      const { input = {}, seen } = request.body
      const call = callFor(services, request)
      requireKnownFields(services, request, { input })
      return await previewCommand(call, { target: targetOf(request), input: input as RecordInput, seen })
    },
  )
}

function callFor(services: Services, request: CommandRequest): CommandCall {
  const { engine, people, commandActions: types, commandHandlers: handlers } = services
  const nameOf = async (id: string) => (await people.person(id))?.name ?? null
  const { access, scope } = callOf(services, request)
  const { entity, command } = request.params
  const parts = { processes: services.processEngine.starter, forms: commandForms(engine) }
  return openCommand({ engine, types, handlers, nameOf, ...parts }, { access, scope, entity, command })
}

/** What forms of records make of what is filled in for a command. */
function commandForms(engine: DataEngine): CommandForms {
  return {
    has: (place) => isOpenForm({ engine, ...place }),
    decide: (place, id, values) => decideForm(openForm({ engine, ...place }), id, values),
  }
}

function targetOf({ body: { ids, filter } }: CommandRequest): { ids: string[] } | { filter: Filter } {
  if (ids && !filter) return { ids }
  if (filter && !ids) return { filter }
  throw httpErrors.REQUEST_INVALID({ reason: 'body must hold ids or filter', path: '/' })
}

function resultOf(outcome: CommandOutcome, request: FastifyRequest): CommandResult {
  if (!('error' in outcome)) return { ...outcome, done: true }
  const { code, message, problems } = errorBody(outcome.error, request)
  return { id: outcome.id, title: outcome.title, done: false, code, message, ...(problems && { problems }) }
}
