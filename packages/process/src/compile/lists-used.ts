import type { Registry } from '@mortise/core'
import {
  type AppModel,
  type NodePart,
  nodePlace,
  type ProcessDocument,
  type ProcessNode,
  processName,
} from '@mortise/metadata'
import type { FieldFact } from '../check/process-facts.ts'
import type { ProcessNodeType } from '../contract/process-node-type.ts'

interface Known {
  model: AppModel
  nodeTypes: Registry<ProcessNodeType>
}

/** Which nodes find records, and which of them each node goes on with: in its options, or in conditions of its lines. */
export function listsUsed(document: ProcessDocument, known: Known): { [node: string]: FieldFact } {
  const { nodeTypes } = known
  const finders = document.nodes.filter(({ type }) => nodeTypes.get(type).finds).map(({ key }) => key)
  if (finders.length === 0) return {}
  return Object.fromEntries(
    document.nodes.map((node) => {
      const demands = usedBy(document, node, known).filter((key) => finders.includes(key))
      return [node.key, { demands, ...(finders.includes(node.key) ? { writes: [node.key] } : {}) }]
    }),
  )
}

function usedBy(document: ProcessDocument, node: ProcessNode, { model, nodeTypes }: Known): string[] {
  const place = nodePlace(document, node, { model, nodeTypes })
  const parts = nodeTypes.get(node.type).parts((node.options ?? {}) as never, place)
  const lines = document.transitions.flatMap(({ from, when }) => (from === node.key && when ? [when.expr] : []))
  const written = JSON.stringify([...parts.flatMap(expressionsIn), ...lines])
  const named = parts.flatMap((part) => (part.part === 'list' ? [part.node] : []))
  const read = place.lists.map((list) => list.node).filter((key) => written.includes(`"${processName.found(key)}"`))
  return [...new Set([...named, ...read])]
}

function expressionsIn(part: NodePart): unknown[] {
  if (part.part === 'expression') return [part.stored.expr]
  return part.part === 'filter' ? [part.filter] : []
}
