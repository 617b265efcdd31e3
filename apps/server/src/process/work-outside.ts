import { AppError, type Registry } from '@mortise/core'
import type { DataEngine, Workspace } from '@mortise/data/server'
import type { ProcessServices as KindServices, OutsideServices } from '@mortise/kinds/server'
import type { ProcessDocument } from '@mortise/metadata'
import type { ProcessNodeServer } from '@mortise/process'
import { nodeOptions, type ProcessNodeType } from '@mortise/process'
import {
  type InstanceRow,
  type ProcessOutside,
  type ProcessPrograms,
  type ProcessServices,
  readVersion,
  startInstance,
} from '@mortise/process/server'
import { mailErrors } from '../errors.ts'
import { readAddress } from '../mail/address-store.ts'
import { isMailAddress, type MailTransport } from '../mail/mail-transport.ts'
import { aboutOf } from '../notifications/news-of-transition.ts'
import type { Notifications } from '../notifications/notifications.ts'
import { callWebhook, type WebhookParts } from '../outbound/call-webhook.ts'
import { openNodeServices } from './node-services.ts'
import type { OrganisationDirectory } from './organisation-directory.ts'
import type { WorkTimes } from './process-runtime.ts'

export interface OutsideWorkParts extends WebhookParts {
  workspace: Workspace
  engine: DataEngine
  programs: ProcessPrograms
  organisation: OrganisationDirectory
  notifications: Notifications
  mail: MailTransport | null
  nodeTypes: Registry<ProcessNodeType>
  nodeServers: Registry<ProcessNodeServer<KindServices>>
  workTime: WorkTimes
  nameOf(person: string): Promise<string | null>
  services(): ProcessServices
}

type Work = Parameters<ProcessOutside['run']>[0]

/** Does the work of a node that works outside: once its transition is committed, and again when a server died over it. */
export async function workOutside(parts: OutsideWorkParts, work: Work): Promise<unknown> {
  const { workspace, engine, programs, organisation, nodeTypes, nodeServers, workTime } = parts
  const { instance, node: key } = work
  const scope = programs.scopeOf(instance.app)
  const document = (await readVersion(workspace.database, workspace.schema, instance.version_id)) as unknown as
    | ProcessDocument
    | undefined
  const node = document?.nodes.find((one) => one.key === key)
  const visit = visitOf(work)
  // Nobody waits for it any more.
  if (!scope || !document || !node || instance.status !== 'running' || visit?.state !== 'open') return null
  const server = nodeServers.get(node.type)
  if (!server.outside) return null
  const joined = {
    ...{ engine, scope, trx: workspace.database },
    organisation: await organisation.of(instance.app, instance.process),
  }
  const facts = {
    ...{ id: instance.id, app: instance.app, process: instance.process, entity: instance.entity },
    ...{ recordId: instance.record_id, initiator: instance.initiator, startedAt: instance.started_at },
    ...{ state: instance.state, item: itemAround(instance, visit.scope) },
  }
  const at = new Date().toISOString()
  const services = openNodeServices({
    ...{ joined, document, instance: facts, time: workTime.now(), nameOf: parts.nameOf },
  })
  return await server.outside(
    {
      need: { need: 'run', id: visit.id, node: key, scope: visit.scope },
      node: { key, type: node.type, options: nodeOptions(node, nodeTypes.get(node.type)) as unknown },
      instance: facts,
      record: async () => null,
      ...{ at, services },
    },
    outsideServices(parts, work, { document, node: key }) as never,
  )
}

const visitOf = ({ instance, key }: Work) => instance.state.visits[Number(key.split(':')[1])]

/** Which item of the nearest repetition a scope belongs to. */
function itemAround({ state }: InstanceRow, id: number) {
  for (let scope = state.scopes[id]; scope; scope = scope.parent === null ? undefined : state.scopes[scope.parent])
    if (scope.item) return scope.item
  return null
}

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
    start: (start) => startAnother(parts, instance, { ...start, key }),
  }
}

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
