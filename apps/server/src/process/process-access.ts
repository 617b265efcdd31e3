import { asUser } from '@mortise/data'
import type { ProcessDocument } from '@mortise/metadata'
import {
  type InstanceDoor,
  type InstanceProgress,
  type InstanceRow,
  isMentioned,
  type ProcessProgram,
  processErrors,
  readDoor,
  readProgress,
  type Transition,
} from '@mortise/process/server'
import type { FastifyRequest } from 'fastify'
import { mayDesign, mayOpen, rolesIn } from '../app/session-of.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { type InstanceFacts, knownInstance, rememberInstance } from './known-instances.ts'

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
  rememberInstance(services.workspace, instance)
  return { progress, program, administers: mayDesign(principal, model) }
}

/** An instance that somebody may act on, as far as it is known without a lock. */
export interface EnteredInstance extends InstanceFacts {
  administers: boolean
  /** Whether they may is still to be asked, once it is locked. */
  admit?: Transition['admit']
}

/** The way in for somebody who acts: the same people as may open it, without reading all of it. */
export async function enterInstance(services: Services, request: FastifyRequest, id: string): Promise<EnteredInstance> {
  const { principal } = userOf(request)
  const door = await readDoor(services.workspace, id, principal.id)
  const model = door && services.apps.get(door.app)
  if (!model) throw processErrors.INSTANCE_UNKNOWN({ id })
  await refuseStrangers(services, request, door)
  return { ...rememberInstance(services.workspace, door), administers: mayDesign(principal, model) }
}

/** Somebody has nothing to do with an instance, as far as it tells by itself. */
class Unconcerned extends Error {}

/**
 * The same in one way to the database less, for an instance of which this server knows what it is about: whether somebody is
 * concerned is asked in the transaction itself. Whoever may not open it learns nothing from how it fails.
 */
export async function actOnInstance<Result>(
  services: Services,
  { request, id }: { request: FastifyRequest; id: string },
  act: (entered: EnteredInstance) => Promise<Result>,
): Promise<Result> {
  const facts = knownInstance(services.workspace, id)
  const model = facts && services.apps.get(facts.app)
  if (!model) return await act(await enterInstance(services, request, id))
  const { principal } = userOf(request)
  const administers = mayDesign(principal, model)
  const check = ({ initiator }: Pick<InstanceRow, 'initiator'>, asked: boolean) => {
    if (!administers && !asked && initiator !== principal.id) throw new Unconcerned()
  }
  try {
    return await act({ ...facts, administers, admit: { user: principal.id, check } })
  } catch (error) {
    const entered = await enterInstance(services, request, id)
    if (error instanceof Unconcerned) return await act(entered)
    throw error
  }
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
