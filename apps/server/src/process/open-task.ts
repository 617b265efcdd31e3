import { type Access, asUserWith, type RecordGrant } from '@mortise/data'
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
  const { progress, program } = opened
  const { instance, tasks } = progress
  const visit = progress.visits.find((one) => one.id === Number(step))
  if (!visit) throw processErrors.VISIT_UNKNOWN({ visit: step })
  const asked = tasks.some(
    (task) => task.visit_id === visit.id && [task.user_id, task.decided_by, ...task.agents].includes(principal.id),
  )
  if (!asked) throw processErrors.NOT_YOUR_TASK()
  const scope = services.processEngine.services.programs.scopeOf(instance.app)
  if (!scope || instance.entity === null || instance.record_id === null) throw processErrors.NO_RECORD()
  const isOpen = rightsOf(program.graph, instance.state, principal.id).tasks.some((task) => task.visit === visit.id)
  const document = progress.document as ProcessDocument
  const record = { entity: instance.entity, id: instance.record_id }
  const grant = taskGrant(document, { node: visit.node, record, isOpen })
  const access = asUserWith(principal, grant, { kind: 'process', id })
  return { opened, document, node: visit.node, isOpen, record, grant, access, scope }
}
