import type { Registry } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import { type InstanceFacts, nodeOptions, type ProcessNodeType, turnAround } from '@mortise/process'
import type { NodeServices } from '@mortise/process/server'
import type { AnswerLinks } from './answer-links.ts'

export interface LinkingNode {
  joined: Pick<NodeServices, 'trx' | 'scope'>
  document: ProcessDocument
  nodeTypes: Registry<ProcessNodeType>
  answerLinks: AnswerLinks
  instance: Pick<InstanceFacts, 'id' | 'state' | 'scope'>
  at: string
}

/** The address at which a task of the instance is answered, for the turn of a repetition that asks for it. */
export async function linkOfNode(
  { joined, document, nodeTypes, answerLinks, instance, at }: LinkingNode,
  key: string,
): Promise<string> {
  const { url } = await answerLinks.current(joined.trx, joined.scope.workspace.schema, {
    ...{ instance_id: instance.id, node: key, turn: turnAround(instance.state, instance.scope), now: at },
    days: daysOf(document, nodeTypes, key),
  })
  return url
}

const usualDays = 14

/** How long links of a node last. */
export function daysOf({ nodes }: ProcessDocument, nodeTypes: Registry<ProcessNodeType>, key: string): number {
  const node = nodes.find((one) => one.key === key)
  const { days } = (node ? nodeOptions(node, nodeTypes.get(node.type)) : {}) as { days?: number }
  return days ?? usualDays
}
