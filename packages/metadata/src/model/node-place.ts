import type { NodePlace, ProcessKnowledge } from '../contract/process-node-type.ts'
import type { ProcessDocument, ProcessNode } from '../documents/process.ts'
import type { AppModel, EntityModel } from './app-model.ts'

interface Known {
  model: AppModel
  nodeTypes?: ProcessKnowledge['nodeTypes'] | undefined
}

/** What the checks of a node may look at. */
export function nodePlace(document: ProcessDocument, node: ProcessNode, known: Known): NodePlace {
  const { model } = known
  const entity = document.entity === undefined ? null : (model.entities.get(document.entity) ?? null)
  const place = { model, entity, document, node }
  return { ...place, itemEntity: itemEntity(place, known, new Set()) }
}

/** The table of the items of the innermost repetition over records that a node stands in. */
function itemEntity(place: Omit<NodePlace, 'itemEntity'>, known: Known, seen: Set<string>): EntityModel | null {
  const { document, model, node } = place
  const around = document.nodes.find(({ key }) => key === node.in)
  if (!around || seen.has(around.key)) return null
  seen.add(around.key)
  const type = known.nodeTypes?.has(around.type) ? known.nodeTypes.get(around.type) : null
  const outer = { ...place, node: around }
  const key = type?.itemEntity?.((around.options ?? {}) as never, outer) ?? null
  return key === null ? itemEntity(outer, known, seen) : (model.entities.get(key) ?? null)
}
