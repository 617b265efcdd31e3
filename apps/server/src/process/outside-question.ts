import type { Registry } from '@mortise/core'
import type { AppScope, DataEngine, Workspace } from '@mortise/data/server'
import type { ProcessServices as KindServices } from '@mortise/kinds/server'
import type { ProcessDocument } from '@mortise/metadata'
import { itemAround, type NodeQuestion, nodeOptions, type ProcessNodeType, type Visit } from '@mortise/process'
import type { InstanceRow } from '@mortise/process/server'
import type { AnswerLinks } from '../answer-link/answer-links.ts'
import { linkOfNode } from '../answer-link/link-of-node.ts'
import { openNodeServices } from './node-services.ts'
import type { OrganisationDirectory } from './organisation-directory.ts'
import type { WorkTimes } from './process-runtime.ts'

export interface QuestionParts {
  workspace: Workspace
  engine: DataEngine
  organisation: OrganisationDirectory
  nodeTypes: Registry<ProcessNodeType>
  workTime: WorkTimes
  answerLinks: AnswerLinks
  nameOf(person: string): Promise<string | null>
}

export interface AskedOutside {
  instance: InstanceRow
  document: ProcessDocument
  visit: Visit
  scope: AppScope
}

/** What a node is asked outside of a transaction: after its commit, or when somebody looks at its task. */
export async function outsideQuestion(
  parts: QuestionParts,
  { instance, document, visit, scope }: AskedOutside,
): Promise<NodeQuestion<KindServices>> {
  const { workspace, engine, organisation, nodeTypes, workTime, answerLinks } = parts
  const node = document.nodes.find(({ key }) => key === visit.node)
  const joined = {
    ...{ engine, scope, trx: workspace.database },
    organisation: await organisation.of(instance.app, instance.process),
    touched() {},
  }
  const facts = {
    ...{ id: instance.id, app: instance.app, process: instance.process, entity: instance.entity },
    ...{ recordId: instance.record_id, initiator: instance.initiator, startedAt: instance.started_at },
    ...{ state: instance.state, item: itemAround(instance.state, visit.scope), scope: visit.scope },
  }
  const at = new Date().toISOString()
  const type = node?.type ?? ''
  const services = openNodeServices({
    ...{ joined, document, node: visit.node, nodeTypes, instance: facts, time: workTime.now(), nameOf: parts.nameOf },
    linkOf: (key) => linkOfNode({ joined, document, nodeTypes, answerLinks, instance: facts, at }, key),
  })
  return {
    need: { need: 'run', id: visit.id, node: visit.node, scope: visit.scope },
    node: { key: visit.node, type, options: node ? (nodeOptions(node, nodeTypes.get(type)) as unknown) : {} },
    instance: facts,
    record: async () => null,
    ...{ at, services },
  }
}
