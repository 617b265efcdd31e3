import { type Access, asUserWith, type Principal, type RecordGrant } from '@mortise/data'
import type { AppScope } from '@mortise/data/server'
import type { ProcessDocument } from '@mortise/metadata'
import { rightsOf } from '@mortise/process'
import { processErrors } from '@mortise/process/server'
import type { FastifyRequest } from 'fastify'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { type OpenedInstance, openInstance } from './process-access.ts'
import { taskGrant } from './task-grant.ts'

/** A task of somebody with the rights over the record that it gives. */
export interface OpenedTask {
  opened: OpenedInstance
  document: ProcessDocument
  node: string
  /** It waits for them. */
  isOpen: boolean
  record: { entity: string; id: string }
  grant: RecordGrant
  access: Access
  scope: AppScope
}

/** Opens a task: for whoever is or was asked there, and whom it came back to. Others have no rights from it. */
export async function openTask(
  services: Services,
  request: FastifyRequest,
  { instance: id, step }: { instance: string; step: string },
): Promise<OpenedTask> {
  const { principal } = userOf(request)
  const opened = await openInstance(services, request, id)
  const visit = opened.progress.visits.find((one) => one.id === Number(step))
  if (!visit) throw processErrors.VISIT_UNKNOWN({ visit: step })
  if (!ownVisits(opened, principal.id).includes(visit.id)) throw processErrors.NOT_YOUR_TASK()
  const task = taskAt(services, opened, { principal, visit: visit.id })
  if (!task) throw processErrors.NO_RECORD()
  return task
}

/** Visits at which somebody is or was asked, or decided for others. */
const ownVisits = ({ progress }: OpenedInstance, user: string): number[] =>
  progress.tasks
    .filter((task) => [task.user_id, task.decided_by, ...task.agents].includes(user))
    .map(({ visit_id: visit }) => visit)

/** The task in whose rights somebody sees the record: what waits for them, else what they were asked last. */
export function presentTask(services: Services, opened: OpenedInstance, principal: Principal): OpenedTask | null {
  const { program, progress } = opened
  const [open] = rightsOf(program.graph, progress.instance.state, principal.id).tasks
  const visit = open?.visit ?? ownVisits(opened, principal.id).at(-1)
  return visit === undefined ? null : taskAt(services, opened, { principal, visit })
}

function taskAt(
  services: Services,
  opened: OpenedInstance,
  { principal, visit: id }: { principal: Principal; visit: number },
): OpenedTask | null {
  const { program, progress } = opened
  const { instance } = progress
  const visit = progress.visits.find((one) => one.id === id)
  const scope = services.processEngine.services.programs.scopeOf(instance.app)
  if (!visit || !scope || instance.entity === null || instance.record_id === null) return null
  const isOpen = rightsOf(program.graph, instance.state, principal.id).tasks.some((task) => task.visit === id)
  const document = progress.document as ProcessDocument
  const record = { entity: instance.entity, id: instance.record_id }
  const grant = taskGrant(document, { node: visit.node, record, isOpen })
  const access = asUserWith(principal, grant, { kind: 'process', id: instance.id })
  return { opened, document, node: visit.node, isOpen, record, grant, access, scope }
}
