import type { IncidentInput, InstanceActInput, InstanceResult, InstanceView, TaskActInput } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import type { ProcessEvent } from '@mortise/process'
import { type InstanceRow, processErrors, runTransition } from '@mortise/process/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { userOf } from '../plugins/authentication.ts'
import { instanceView } from '../process/instance-view.ts'
import { enterInstance, openInstance } from '../process/process-access.ts'
import { reasonNames } from '../process/reason-names.ts'
import type { Services } from '../services.ts'
import { AppKey, Id, NoQuery, strict } from './schemas.ts'

const Click = Type.String({ minLength: 8, maxLength: 64 })
const Number32 = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })
const Step = Type.String({ pattern: '^[1-9][0-9]{0,8}$' })
const Params = Type.Object({ instance: Id }, strict)
const StepParams = Type.Object({ instance: Id, step: Step }, strict)
type Params = Type.Static<typeof Params>
type StepParams = Type.Static<typeof StepParams>

const remark = {
  comment: Type.Optional(Type.String({ maxLength: 10_000 })),
  reason: Type.Optional(Type.String({ maxLength: 200 })),
  signature: Type.Optional(Type.String({ maxLength: 200_000 })),
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
  act(['approve', 'reject'], remark),
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
  { act: Act, actor: Type.Optional(Number32), override: Type.Optional(Type.Boolean()), key: Click },
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
  app.get<{ Params: Params }>(
    '/instances/:instance',
    { config, schema: { params: Params, querystring: NoQuery } },
    async (request): Promise<InstanceView> => {
      const opened = await openInstance(services, request, request.params.instance)
      const document = opened.progress.document as ProcessDocument
      const names = await reasonNames(services, { app: opened.progress.instance.app, document })
      return instanceView(opened, { user: userOf(request).principal.id, names })
    },
  )

  app.post<{ Params: StepParams; Body: TaskActInput }>(
    '/instances/:instance/tasks/:step',
    { config, schema: { params: StepParams, querystring: NoQuery, body: TaskBody } },
    async (request) => {
      const entered = await enterInstance(services, request, request.params.instance)
      const { act: doing, actor, override, key } = request.body
      if (override && !entered.administers) throw processErrors.NOT_YOUR_TASK()
      await refuseUnknownPeople(services, doing)
      const event = { event: 'task', visit: Number(request.params.step), by: userOf(request).principal.id, act: doing }
      return await take(services, request, {
        entered,
        key,
        event: { ...event, ...(actor && { actor }), ...(override && { override }) } as Untimed,
      })
    },
  )

  app.post<{ Params: Params; Body: InstanceActInput }>(
    '/instances/:instance/recall',
    { config, schema: { params: Params, querystring: NoQuery, body: InstanceBody } },
    async (request) => {
      const entered = await enterInstance(services, request, request.params.instance)
      const { key, confirmed: sure } = request.body
      const event = { event: 'recall', by: userOf(request).principal.id, ...(sure && { confirmed: sure }) } as const
      return await take(services, request, { entered, key, event })
    },
  )

  app.post<{ Params: Params; Body: InstanceActInput }>(
    '/instances/:instance/stop',
    { config, schema: { params: Params, querystring: NoQuery, body: InstanceBody } },
    async (request) => {
      const opened = await openInstance(services, request, request.params.instance)
      const { principal } = userOf(request)
      const { can } = instanceView(opened, { user: principal.id, names: noNames })
      if (!can.stop && !opened.administers) throw processErrors.NOT_YOUR_INSTANCE()
      const status = can.stop ? ('withdrawn' as const) : ('cancelled' as const)
      const event = { event: 'stop', by: principal.id, status } as const
      return await take(services, request, { entered: opened.progress.instance, key: request.body.key, event })
    },
  )

  app.post<{ Params: StepParams; Body: IncidentInput }>(
    '/instances/:instance/incidents/:step',
    { config, schema: { params: StepParams, querystring: NoQuery, body: IncidentBody } },
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
      return await take(services, request, { entered, key, event })
    },
  )
}

const empty = () => ({ zh: '', en: '' })
const noNames = { person: () => '', department: empty, role: empty, field: empty, node: empty }

type Untimed = ProcessEvent extends infer One ? (One extends ProcessEvent ? Omit<One, 'at'> : never) : never

interface Taking {
  entered: { id: string; app: string; process: string }
  key: string
  event: Untimed
}

async function take(
  services: Services,
  request: FastifyRequest,
  { entered, key, event }: Taking,
): Promise<InstanceResult> {
  const { id, app, process } = entered
  const { processEngine } = services
  const scope = processEngine.services.programs.scopeOf(app)
  if (!scope) throw processErrors.INSTANCE_UNKNOWN({ id })
  const row = await runTransition(processEngine.services, scope, {
    ...{ instance: id, process },
    // The same key of somebody else is another click.
    click: `${userOf(request).principal.id}:${key}`,
    event: { ...event, at: new Date().toISOString() } as ProcessEvent,
  })
  processEngine.wake()
  return resultOf(row)
}

export function resultOf({ id, status, outcome, rev, incidents }: InstanceRow): InstanceResult {
  return { id, status, outcome, rev, incidents }
}

/** Only people who work here can be given something to do. */
async function refuseUnknownPeople(services: Services, doing: TaskActInput['act']): Promise<void> {
  const named = 'users' in doing ? doing.users : 'to' in doing && doing.do !== 'return' ? [doing.to] : []
  await refuseUnknown(services, named)
}

async function refuseUnknown({ people }: Services, named: readonly string[]): Promise<void> {
  for (const id of named) {
    if (!(await people.person(id))?.active) throw processErrors.NOBODY_THERE({ path: 'act' })
  }
}
