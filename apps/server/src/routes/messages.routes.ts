import type { MessageInput, MessageSent } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import { type ProcessPrograms, processErrors, sendMessage } from '@mortise/process/server'
import type { FastifyInstance } from 'fastify'
import type { Services } from '../services.ts'
import { designConfig, designed } from './design-call.ts'
import { AppParams, NoQuery, strict } from './schemas.ts'

const Message = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9_.-]{0,80}$' }),
    key: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
    keepHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })),
  },
  strict,
)
const usualHours = 24

/** Messages of other programs to processes of an app: for whoever may design it, by a token of theirs. */
export function messageRoutes(app: FastifyInstance, services: Services): void {
  const { workspace, processEngine } = services

  app.post<{ Params: AppParams; Body: MessageInput }>(
    '/apps/:app/messages',
    { config: designConfig, schema: { params: AppParams, querystring: NoQuery, body: Message } },
    async (request): Promise<MessageSent> => {
      const key = designed(services, request)
      const { name, key: of = null, keepHours = usualHours } = request.body
      const processes = services.apps.get(key)?.processes.keys() ?? []
      if (![...processes].some((process) => waitsFor(processEngine.services.programs, { app: key, process, name })))
        throw processErrors.MESSAGE_UNKNOWN({ name })
      const at = new Date().toISOString()
      const sent = await sendMessage(processEngine.services, workspace, {
        app: key,
        name,
        key: of?.trim() ?? null,
        at,
        keepHours,
      })
      if (sent.delivered === 0 && sent.keptUntil === null) throw processErrors.MESSAGE_NOT_AWAITED({ name })
      processEngine.wake()
      return sent
    },
  )
}

interface Asked {
  app: string
  process: string
  name: string
}

function waitsFor(programs: ProcessPrograms, { app, process, name }: Asked): boolean {
  const nodes = Object.values(programs.inForce(app, process)?.graph.nodes ?? {})
  return nodes.some(({ control }) => {
    const trigger = control.do !== 'throw' && 'trigger' in control ? control.trigger : undefined
    return trigger?.on === 'message' && trigger.name === name
  })
}
