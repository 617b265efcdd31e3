import { AppError, type Registry } from '@mortise/core'
import type { ProcessServices as KindServices, OutsideServices } from '@mortise/kinds/server'
import type { ProcessDocument } from '@mortise/metadata'
import type { ProcessNodeServer } from '@mortise/process'
import {
  type InstanceRow,
  type ProcessOutside,
  type ProcessPrograms,
  type ProcessServices,
  readInstance,
  readVersion,
  sendMessage,
  startInstance,
} from '@mortise/process/server'
import { mailErrors } from '../errors.ts'
import { readAddress } from '../mail/address-store.ts'
import { isMailAddress, type MailTransport } from '../mail/mail-transport.ts'
import { aboutOf } from '../notifications/news-of-transition.ts'
import type { Notifications } from '../notifications/notifications.ts'
import { callWebhook, type WebhookParts } from '../outbound/call-webhook.ts'
import { outsideQuestion, type QuestionParts } from './outside-question.ts'

export interface OutsideWorkParts extends WebhookParts, QuestionParts {
  programs: ProcessPrograms
  notifications: Notifications
  mail: MailTransport | null
  nodeServers: Registry<ProcessNodeServer<KindServices>>
  services(): ProcessServices
}

type Work = Parameters<ProcessOutside['run']>[0]

/** Does the work of a node that works outside: once its transition is committed, and again when a server died over it. */
export async function workOutside(parts: OutsideWorkParts, work: Work): ReturnType<ProcessOutside['run']> {
  const { workspace, programs, nodeServers } = parts
  const { instance, node: key } = work
  const scope = programs.scopeOf(instance.app)
  const document = (await readVersion(workspace.database, workspace.schema, instance.version_id)) as unknown as
    | ProcessDocument
    | undefined
  const node = document?.nodes.find((one) => one.key === key)
  const visit = visitOf(work)
  if (!scope || !document || !node || !visit || !isAwaited(instance, work)) return null
  const server = nodeServers.get(node.type)
  if (!server.outside) return { output: null }
  const question = await outsideQuestion(parts, { instance, document, visit, scope })
  return { output: await server.outside(question, outsideServices(parts, work, { document, node: key }) as never) }
}

/** Whether this attempt is still what the instance waits for. */
function isAwaited({ status, state }: InstanceRow, { key }: Work): boolean {
  const [, visit, attempt] = key.split(':').map(Number)
  const open = state.visits[visit ?? 0]
  return status === 'running' && open?.state === 'open' && open.attempt === attempt
}

const visitOf = ({ instance, key }: Work) => instance.state.visits[Number(key.split(':')[1])]

function outsideServices(
  parts: OutsideWorkParts,
  { instance, key }: Work,
  { node }: { document: ProcessDocument; node: string },
): OutsideServices {
  const { notifications, mail, workspace } = parts
  return {
    async notify({ users, comment }) {
      const news = { ...aboutOf(instance), kind: 'message' as const, key: `message:${key}`, users, node, comment }
      await notifications.notify([news])
    },
    async mail({ users, addresses, write }) {
      if (!mail) throw mailErrors.MAIL_OFF()
      const people = await Promise.all(users.map((user) => readAddress(workspace.database, user)))
      const letters = [
        ...people.flatMap((one) => (one ? [{ to: one.email, language: one.language }] : [])),
        ...addresses.map((to) => ({ to: to.trim(), language: 'zh' as const })),
      ]
      const wrong = letters.find(({ to }) => !isMailAddress(to))
      if (wrong || letters.length === 0) throw mailErrors.MAIL_ADDRESS({ address: wrong?.to ?? '' })
      // Each on its own: nobody learns who else got one.
      for (const { to, language } of letters) await mail.send({ key: `${key}:${to}`, to: [to], ...write(language) })
      return letters.length
    },
    call: (call) => callWebhook(parts, call, key),
    async isAwaited() {
      const now = await readInstance(workspace, instance.id)
      return now !== null && isAwaited(now, { instance: now, node, key })
    },
    async send(message) {
      const sent = { ...message, app: instance.app, at: new Date().toISOString(), keepHours }
      return await sendMessage(parts.services(), workspace, sent)
    },
    start: (start) => startAnother(parts, instance, { ...start, key }),
  }
}

/** How long a message of a process waits for another one. */
const keepHours = 24

async function startAnother(
  { programs, services }: OutsideWorkParts,
  instance: InstanceRow,
  { process, recordId, key }: { process: string; recordId: string | null; key: string },
): Promise<string | null> {
  const scope = programs.scopeOf(instance.app)
  if (!scope) return null
  try {
    const started = await startInstance(services(), scope, {
      ...{ app: instance.app, process, by: instance.initiator, recordId, at: new Date().toISOString() },
      ...{ click: `start:${key}`, origin: { by: 'process', cause: instance.id } },
    })
    return started.id
  } catch (error) {
    if (error instanceof AppError && error.code === 'ALREADY_RUNNING') return null
    throw error
  }
}
