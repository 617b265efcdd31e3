import type { IncidentInput, InstanceActInput, InstanceView, TaskActInput } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import { processErrors } from '@mortise/process/server'
import type { FastifyInstance } from 'fastify'
import { userOf } from '../plugins/authentication.ts'
import { printInstance } from '../print/print-instance.ts'
import { sendPdf } from '../print/print-services.ts'
import { decide, refuseUnknown, refuseUnknownPeople } from '../process/decide.ts'
import { instanceView } from '../process/instance-view.ts'
import { actOnInstance, enterInstance, openInstance } from '../process/process-access.ts'
import { takeEvent } from '../process/take-event.ts'
import { viewInstance } from '../process/view-instance.ts'
import type { Services } from '../services.ts'
import {
  AppKey,
  Chosen,
  Click,
  Id,
  InstanceParams,
  InstanceStepParams,
  NoQuery,
  Number32,
  strict,
  Values,
} from './schemas.ts'

const remark = {
  comment: Type.Optional(Type.String({ maxLength: 10_000 })),
  reason: Type.Optional(Type.String({ maxLength: 200 })),
  signature: Type.Optional(Type.String({ maxLength: 64 })),
}
const Rule = Type.Union([
  Type.Object({ of: Type.Enum(['all', 'any', 'in_turn', 'claim']) }, strict),
  Type.Object(
    {
      of: Type.Literal('vote'),
      by: Type.Enum(['share', 'number', 'weight']),
      pass: Type.Number({ exclusiveMinimum: 0, maximum: 100_000 }),
    },
    strict,
  ),
])
const act = <Verb extends string>(
  verbs: readonly Verb[],
  more: { [name: string]: ReturnType<typeof Type.Optional> } = {},
) => Type.Object({ do: Type.Enum([...verbs]), ...more }, strict)
const confirmed = { confirmed: Type.Optional(Type.Boolean()) }

const Act = Type.Union([
  act(['approve'], { ...remark, chosen: Type.Optional(Chosen) }),
  act(['reject'], remark),
  act(['return'], {
    ...{ to: AppKey, back: Type.Optional(Type.Enum(['again', 'straight_back'])) },
    ...confirmed,
    ...remark,
  } as never),
  act(['transfer', 'delegate'], { to: Id, ...remark } as never),
  act(['add_signer'], {
    ...{ side: Type.Enum(['before', 'after', 'beside']), users: Type.Array(Id, { minItems: 1, maxItems: 50 }) },
    ...{ rule: Type.Optional(Rule), ...remark },
  } as never),
  act(['remove_signer'], { actor: Number32, ...remark } as never),
  act(['claim', 'unclaim', 'see']),
  act(['take_back'], { ...confirmed, ...remark }),
])
const TaskBody = Type.Object(
  {
    ...{ act: Act, actor: Type.Optional(Number32), override: Type.Optional(Type.Boolean()), key: Click },
    ...{ values: Type.Optional(Values), version: Type.Optional(Number32) },
  },
  strict,
)
const InstanceBody = Type.Object({ key: Click, ...confirmed }, strict)
const IncidentBody = Type.Object(
  {
    go: Type.Union([
      Type.Enum(['retry', 'skip']),
      Type.Object({ transitions: Type.Array(AppKey, { minItems: 1, maxItems: 50 }) }, strict),
      Type.Object({ returnTo: AppKey, ...confirmed }, strict),
      Type.Object({ assign: Type.Array(Id, { minItems: 1, maxItems: 50 }) }, strict),
    ]),
    key: Click,
  },
  strict,
)

const config = { auth: 'user' } as const

/** Running processes: how they stand, and what people do with them. */
export function instanceRoutes(app: FastifyInstance, services: Services): void {
  app.get<{ Params: InstanceParams }>(
    '/instances/:instance',
    { config, schema: { params: InstanceParams, querystring: NoQuery } },
    async (request): Promise<InstanceView> => {
      const opened = await openInstance(services, request, request.params.instance)
      return await viewInstance(services, opened, userOf(request).principal.id)
    },
  )

  app.get<{ Params: InstanceParams }>(
    '/instances/:instance/print',
    { config, schema: { params: InstanceParams, querystring: NoQuery } },
    async (request, reply) => {
      const opened = await openInstance(services, request, request.params.instance)
      return sendPdf(reply, await printInstance(services, userOf(request).principal, opened))
    },
  )

  app.post<{ Params: InstanceStepParams; Body: TaskActInput }>(
    '/instances/:instance/tasks/:step',
    { config, schema: { params: InstanceStepParams, querystring: NoQuery, body: TaskBody } },
    async (request) => {
      const { params, body } = request
      const { principal } = userOf(request)
      return await actOnInstance(services, { request, id: params.instance }, async (entered) => {
        if (body.override && !entered.administers) throw processErrors.NOT_YOUR_TASK()
        await refuseUnknownPeople(services, body.act)
        return await decide(services, { entered, principal, visit: Number(params.step), input: body })
      })
    },
  )

  app.post<{ Params: InstanceParams; Body: InstanceActInput }>(
    '/instances/:instance/recall',
    { config, schema: { params: InstanceParams, querystring: NoQuery, body: InstanceBody } },
    async (request) => {
      const entered = await enterInstance(services, request, request.params.instance)
      const { key, confirmed: sure } = request.body
      const event = { event: 'recall', by: userOf(request).principal.id, ...(sure && { confirmed: sure }) } as const
      return await takeEvent(services, { entered, by: userOf(request).principal, key, event })
    },
  )

  app.post<{ Params: InstanceParams; Body: InstanceActInput }>(
    '/instances/:instance/stop',
    { config, schema: { params: InstanceParams, querystring: NoQuery, body: InstanceBody } },
    async (request) => {
      const opened = await openInstance(services, request, request.params.instance)
      const { principal } = userOf(request)
      const { can } = instanceView(opened, { user: principal.id, names: noNames })
      if (!can.stop && !opened.administers) throw processErrors.NOT_YOUR_INSTANCE()
      const status = can.stop ? ('withdrawn' as const) : ('cancelled' as const)
      const event = { event: 'stop', by: principal.id, status } as const
      return await takeEvent(services, {
        entered: opened.progress.instance,
        by: principal,
        key: request.body.key,
        event,
      })
    },
  )

  app.post<{ Params: InstanceStepParams; Body: IncidentInput }>(
    '/instances/:instance/incidents/:step',
    { config, schema: { params: InstanceStepParams, querystring: NoQuery, body: IncidentBody } },
    async (request) => {
      const entered = await enterInstance(services, request, request.params.instance)
      if (!entered.administers) throw processErrors.NOT_YOUR_TASK()
      const { go, key } = request.body
      if (typeof go === 'object' && 'assign' in go) await refuseUnknown(services, go.assign)
      const event = {
        event: 'incident',
        by: userOf(request).principal.id,
        of: Number(request.params.step),
        go,
      } as const
      return await takeEvent(services, { entered, by: userOf(request).principal, key, event })
    },
  )
}

const empty = () => ({ zh: '', en: '' })
const noNames = { person: () => '', department: empty, role: empty, field: empty, node: empty }
