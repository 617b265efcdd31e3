import type { InstanceResult, RepetitionInput } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import { processErrors } from '@mortise/process/server'
import type { FastifyInstance } from 'fastify'
import { userOf } from '../plugins/authentication.ts'
import { hasPart } from '../process/instance-view.ts'
import { openInstance } from '../process/process-access.ts'
import { takeEvent } from '../process/take-event.ts'
import type { Services } from '../services.ts'
import { Click, InstanceStepParams, NoQuery, strict } from './schemas.ts'

const Repetition = Type.Object({ do: Type.Enum(['add', 'finish']), key: Click }, strict)

const events = { add: 'look_for_items', finish: 'finish_scope' } as const

/** What is gone through item by item: what came since joins it, or it is enough as it is. */
export function repetitionRoutes(app: FastifyInstance, services: Services): void {
  app.post<{ Params: InstanceStepParams; Body: RepetitionInput }>(
    '/instances/:instance/repetitions/:step',
    { config: { auth: 'user' }, schema: { params: InstanceStepParams, querystring: NoQuery, body: Repetition } },
    async (request): Promise<InstanceResult> => {
      const opened = await openInstance(services, request, request.params.instance)
      const { principal } = userOf(request)
      const { do: what, key } = request.body
      const may = what === 'add' ? hasPart(opened, principal.id) : opened.administers
      if (!may) throw processErrors.NOT_YOUR_TASK()
      const event = { event: events[what], visit: Number(request.params.step), by: principal.id } as const
      return await takeEvent(services, { entered: opened.progress.instance, by: principal, key, event })
    },
  )
}
