import type { HandoverInput, HandoverResult, JumpInput, OpenWork } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import { processErrors } from '@mortise/process/server'
import type { FastifyInstance } from 'fastify'
import { userOf } from '../plugins/authentication.ts'
import { handOverWork, openWorkOf } from '../process/hand-over-work.ts'
import { enterInstance } from '../process/process-access.ts'
import { takeEvent } from '../process/take-event.ts'
import type { Services } from '../services.ts'
import { AppKey, Click, Id, InstanceParams, NoQuery, strict } from './schemas.ts'

const PersonParams = Type.Object({ person: Id }, strict)
type PersonParams = Type.Static<typeof PersonParams>
const ProcessName = Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}/[a-z][a-z0-9_]{0,40}$' })
const Handover = Type.Object(
  {
    to: Id,
    processes: Type.Optional(Type.Record(ProcessName, Id, { additionalProperties: false, maxProperties: 200 })),
    starts: Type.Optional(Type.Boolean()),
    future: Type.Optional(Type.Boolean()),
    key: Click,
  },
  strict,
)
const Jump = Type.Object({ to: AppKey, comment: Type.String({ minLength: 1, maxLength: 2000 }), key: Click }, strict)

const config = { auth: 'administrator' } as const

/** What administrators do with the work of others. */
export function handoverRoutes(app: FastifyInstance, services: Services): void {
  app.get<{ Params: PersonParams }>(
    '/admin/people/:person/work',
    { config, schema: { params: PersonParams, querystring: NoQuery } },
    (request): Promise<OpenWork> => openWorkOf(services, request.params.person),
  )

  app.post<{ Params: PersonParams; Body: HandoverInput }>(
    '/admin/people/:person/handover',
    { config, schema: { params: PersonParams, querystring: NoQuery, body: Handover } },
    (request): Promise<HandoverResult> => {
      const { principal } = userOf(request)
      return handOverWork(services, { ...request.body, by: principal, from: request.params.person })
    },
  )

  app.post<{ Params: InstanceParams; Body: JumpInput }>(
    '/instances/:instance/jump',
    { config: { auth: 'user' }, schema: { params: InstanceParams, querystring: NoQuery, body: Jump } },
    async (request) => {
      const entered = await enterInstance(services, request, request.params.instance)
      if (!entered.administers) throw processErrors.NOT_YOUR_TASK()
      const { to, comment, key } = request.body
      const by = userOf(request).principal
      return await takeEvent(services, { entered, by, key, event: { event: 'jump', by: by.id, to, comment } })
    },
  )
}
