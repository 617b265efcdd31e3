import type { ProcessDocument } from '@mortise/metadata'
import { controlOf, turnAround } from '@mortise/process'
import { type LinkPlace, processErrors } from '@mortise/process/server'
import type { FastifyRequest } from 'fastify'
import { userOf } from '../plugins/authentication.ts'
import { mayHandOut } from '../process/instance-view.ts'
import { openInstance } from '../process/process-access.ts'
import type { Services } from '../services.ts'
import { answerLinkErrors } from './answer-link-errors.ts'
import { daysOf } from './link-of-node.ts'

/** An open task whose link a colleague wants: whoever has a part in the process, or is asked in it. */
export async function openLinkedTask(
  services: Services,
  request: FastifyRequest<{ Params: { instance: string; step: string } }>,
): Promise<{ place: LinkPlace; days: number }> {
  const { instance: id, step } = request.params
  const opened = await openInstance(services, request, id)
  const { state } = opened.progress.instance
  const visit = state.visits[Number(step)]
  const control = visit && controlOf(opened.program.graph.nodes[visit.node], 'people')
  if (!visit || !control?.settings.byLink) throw processErrors.VISIT_UNKNOWN({ visit: step })
  if (!mayHandOut(opened, userOf(request).principal.id)) throw answerLinkErrors.ANSWER_LINK_NOT_YOURS()
  if (visit.state !== 'open' || visit.needs !== 'people')
    throw processErrors.TASK_OVER({ visit: visit.id, state: visit.state })
  const place = { instance_id: id, node: visit.node, turn: turnAround(state, visit.scope) }
  const document = opened.progress.document as ProcessDocument
  return { place, days: daysOf(document, services.nodeTypes, visit.node) }
}
