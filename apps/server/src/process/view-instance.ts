import type { InstanceView, PeopleChoice, TaskSignature } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import type { ChosenPeople } from '@mortise/process'
import { rightsOf } from '@mortise/process'
import type { Services } from '../services.ts'
import { instanceView } from './instance-view.ts'
import { choiceNodes, describeChoices, nextChoices } from './people-choices.ts'
import type { OpenedInstance } from './process-access.ts'
import { reasonNames } from './reason-names.ts'
import { signatureOf } from './signature.ts'

/** An instance as somebody sees it, with what has to be looked up for it. */
export async function viewInstance(services: Services, opened: OpenedInstance, user: string): Promise<InstanceView> {
  const document = opened.progress.document as ProcessDocument
  const [names, signatures, choices] = await Promise.all([
    reasonNames(services, { app: opened.progress.instance.app, document }),
    signaturesIn(services, opened),
    choicesOf(services, opened, user),
  ])
  return instanceView(opened, { user, names, signatures, choices })
}

/** By `visit/actor`. */
export async function signaturesIn(
  services: Services,
  { progress }: Pick<OpenedInstance, 'progress'>,
): Promise<Map<string, TaskSignature>> {
  const found = new Map<string, TaskSignature>()
  for (const task of progress.tasks) {
    const signature = await signatureOf(services, progress, task)
    if (signature) found.set(`${task.visit_id}/${task.actor_id}`, signature)
  }
  return found
}

/** For each open task of theirs whom they have to choose. */
async function choicesOf(
  services: Services,
  { progress, program }: OpenedInstance,
  user: string,
): Promise<Map<string, PeopleChoice[]>> {
  const document = progress.document as ProcessDocument
  const { app, process, state } = progress.instance
  const model = services.apps.get(app)
  const choices = new Map<string, PeopleChoice[]>()
  if (!model || [...choiceNodes(document, 'initiator'), ...choiceNodes(document, 'previous')].length === 0)
    return choices
  const organisation = await services.organisation.of(app, process)
  const chosen = (state.outputs.$chosen ?? {}) as ChosenPeople
  for (const { node } of rightsOf(program.graph, state, user).tasks) {
    const whose = program.graph.nodes[node]?.control.do === 'start' ? 'initiator' : 'previous'
    const nodes = whose === 'initiator' ? choiceNodes(document, 'initiator') : nextChoices(document, node)
    const of = { model, document, organisation }
    choices.set(node, await describeChoices(services, of, { nodes, whose, chosen: chosen as never }))
  }
  return choices
}
