import type { CommandResult, CommandRunInput } from '@mortise/api'
import { type CommandOutcome, openCommand, runCommand } from '@mortise/command/server'
import type { RecordInput } from '@mortise/data'
import { Filter } from '@mortise/metadata'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { httpErrors } from '../errors.ts'
import { filterDefinition, referToFilter } from '../filter-reference.ts'
import { errorBody } from '../plugins/error-handler.ts'
import type { Services } from '../services.ts'
import { callOf } from './record-call.ts'
import { AppKey, Id, NoQuery, strict } from './schemas.ts'

const CommandParams = Type.Object({ app: AppKey, entity: AppKey, command: AppKey }, strict)
const Run = Type.Object(
  {
    ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1000 })),
    filter: Type.Optional(Filter),
    input: Type.Optional(Type.Object({}, { additionalProperties: true, maxProperties: 100 })),
    seen: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
    key: Type.String({ minLength: 8, maxLength: 64 }),
  },
  strict,
)

const filterPlace = '#/$defs/Filter'
const runSchema = { ...(referToFilter(Run, filterPlace) as object), $defs: { Filter: filterDefinition(filterPlace) } }

/** Running what buttons of an app stand for. */
export function commandRoutes(app: FastifyInstance, services: Services): void {
  const { engine, people, commandActions: types, commandHandlers: handlers } = services
  const nameOf = async (id: string) => (await people.person(id))?.name ?? null
  app.post<{ Params: Type.Static<typeof CommandParams>; Body: CommandRunInput }>(
    '/apps/:app/entities/:entity/commands/:command/run',
    {
      config: { auth: 'user', token: 'write' },
      schema: { params: CommandParams, querystring: NoQuery, body: runSchema },
    },
    async (request) => {
      const { access, scope } = callOf(services, request)
      const { entity, command } = request.params
      const { ids, filter, input = {}, seen, key } = request.body
      const call = openCommand(
        { engine, types, handlers, nameOf, processes: services.processEngine.starter },
        { access, scope, entity, command },
      )
      const target = ids && !filter ? { ids } : filter && !ids ? { filter } : null
      if (!target) throw httpErrors.REQUEST_INVALID({ reason: 'body must hold ids or filter', path: '/' })
      const outcomes = await runCommand(call, { target, input: input as RecordInput, seen, key })
      return { results: outcomes.map((outcome) => resultOf(outcome, request)) }
    },
  )
}

function resultOf(outcome: CommandOutcome, request: FastifyRequest): CommandResult {
  if (!('error' in outcome)) return { ...outcome, done: true }
  const { code, message, problems } = errorBody(outcome.error, request)
  return { id: outcome.id, title: outcome.title, done: false, code, message, ...(problems && { problems }) }
}
