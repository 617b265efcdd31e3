import { asUser } from '@mortise/data'
import type { ProcessDocument } from '@mortise/metadata'
import {
  type InstanceDoor,
  type InstanceProgress,
  isMentioned,
  type ProcessProgram,
  processErrors,
  readDoor,
  readProgress,
} from '@mortise/process/server'
import type { FastifyRequest } from 'fastify'
import { mayDesign, mayOpen, rolesIn } from '../app/session-of.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'

/** An instance with all that is known of it, for somebody who may see it. */
export interface OpenedInstance {
  progress: InstanceProgress
  program: ProcessProgram
  /** May solve incidents and act in the place of others. */
  administers: boolean
}

/**
 * Opens an instance: for who started it, whoever is or was asked, who may read its record, and who designs the app. For
 * everybody else there is none.
 */
export async function openInstance(services: Services, request: FastifyRequest, id: string): Promise<OpenedInstance> {
  const { principal } = userOf(request)
  const progress = await readProgress(services.workspace, id)
  const { instance, tasks, document } = progress
  const model = services.apps.get(instance.app)
  const program = services.processEngine.services.programs.ofVersion(
    instance.app,
    document as ProcessProgram['document'],
  )
  if (!model || !program) throw processErrors.INSTANCE_UNKNOWN({ id })
  const asked = tasks.some(({ user_id: user, agents }) => user === principal.id || agents.includes(principal.id))
  await refuseStrangers(services, request, { ...instance, asked })
  return { progress, program, administers: mayDesign(principal, model) }
}

/** An instance that somebody may act on, as far as it is known without a lock. */
export interface EnteredInstance extends Pick<InstanceDoor, 'id' | 'app' | 'process'> {
  /** Its record. */
  about?: { entity: string; id: string }
  administers: boolean
}

/** The way in for somebody who acts: the same people as may open it, without reading all of it. */
export async function enterInstance(services: Services, request: FastifyRequest, id: string): Promise<EnteredInstance> {
  const { principal } = userOf(request)
  const door = await readDoor(services.workspace, id, principal.id)
  const model = door && services.apps.get(door.app)
  if (!model) throw processErrors.INSTANCE_UNKNOWN({ id })
  await refuseStrangers(services, request, door)
  const { app, process, entity, record_id: recordId } = door
  const about = entity === null || recordId === null ? null : { entity, id: recordId }
  return { id, app, process, ...(about && { about }), administers: mayDesign(principal, model) }
}

async function refuseStrangers(services: Services, request: FastifyRequest, door: InstanceDoor): Promise<void> {
  const { principal } = userOf(request)
  const model = services.apps.get(door.app)
  const concerned =
    (model !== undefined && mayDesign(principal, model)) || door.initiator === principal.id || door.asked
  if (concerned) return
  // Somebody may be asked, or mentioned, who has no role in the app.
  if (await isMentioned(services.workspace, { instance: door.id, user: principal.id })) return
  const reads = model !== undefined && mayOpen(principal, model) && (await mayRead(services, request, door))
  if (!reads) throw processErrors.INSTANCE_UNKNOWN({ id: door.id })
}

async function mayRead(services: Services, request: FastifyRequest, instance: InstanceDoor): Promise<boolean> {
  const scope = services.processEngine.services.programs.scopeOf(instance.app)
  if (!scope || instance.entity === null || instance.record_id === null) return false
  const access = asUser(userOf(request).principal)
  const { entity, record_id: id } = instance
  return await services.engine.get(access, scope, entity, id, ['id']).then(
    () => true,
    () => false,
  )
}

/** Whether a process is for somebody to start by hand, as far as their roles go. */
export function isStarter(
  services: Services,
  request: FastifyRequest,
  app: string,
  document: ProcessDocument,
): boolean {
  const { principal } = userOf(request)
  const model = services.apps.get(app)
  const hand = document.start?.hand
  if (!hand || !model || document.off) return false
  if (!hand.roles || principal.administrator) return true
  const roles = rolesIn(principal, model)
  return hand.roles.some((role) => roles.includes(role))
}
