import type { NodePlace, ProcessKnowledge } from '../contract/process-node-type.ts'
import type { ProcessDocument, ProcessNode } from '../documents/process.ts'
import type { AppModel, EntityModel } from './app-model.ts'
import { type FoundList, type LinkedNode, processNames } from './process-names.ts'

interface Known {
  model: AppModel
  nodeTypes?: ProcessKnowledge['nodeTypes'] | undefined
}

type Standing = Pick<NodePlace, 'model' | 'entity' | 'document' | 'node'>

/** What the checks of a node may look at. */
export function nodePlace(document: ProcessDocument, node: ProcessNode, known: Known): NodePlace {
  const { model } = known
  const entity = document.entity === undefined ? null : (model.entities.get(document.entity) ?? null)
  const place = { model, entity, document, node }
  const item = itemEntity(place, known, new Set())
  const lists = listsAt(place, known)
  const links = linkedNodes(document, known)
  return { ...place, itemEntity: item, lists, ...processNames({ model, entity, item, lists, links }) }
}

/** The table of the items of the innermost repetition over records that a node stands in. */
function itemEntity(place: Standing, known: Known, seen: Set<string>): EntityModel | null {
  const { document, model, node } = place
  const around = document.nodes.find(({ key }) => key === node.in)
  if (!around || seen.has(around.key)) return null
  seen.add(around.key)
  const type = known.nodeTypes?.has(around.type) ? known.nodeTypes.get(around.type) : null
  const outer = { ...place, node: around }
  const key = type?.itemEntity?.((around.options ?? {}) as never, outer) ?? null
  return key === null ? itemEntity(outer, known, seen) : (model.entities.get(key) ?? null)
}

/** What other nodes find in the scopes around: what is found inside of a scope is known inside of it. */
function listsAt({ model, document, node }: Standing, { nodeTypes }: Known): FoundList[] {
  const around = new Set<string | undefined>(scopesAround(document, node))
  return document.nodes.flatMap((other): FoundList[] => {
    const type = nodeTypes?.has(other.type) ? nodeTypes.get(other.type) : null
    const key = other.key === node.key ? null : (type?.finds?.((other.options ?? {}) as never) ?? null)
    const entity = key === null ? undefined : model.entities.get(key)
    if (!type || !entity || (other.in !== undefined && !around.has(other.in))) return []
    return [{ node: other.key, label: other.label ?? type.label, entity }]
  })
}

/** Their addresses can be written into texts anywhere: also before it is their turn. */
function linkedNodes({ nodes }: ProcessDocument, { nodeTypes }: Known): LinkedNode[] {
  return nodes.flatMap((node): LinkedNode[] => {
    const type = nodeTypes?.has(node.type) ? nodeTypes.get(node.type) : null
    return type?.linked ? [{ node: node.key, label: node.label ?? type.label }] : []
  })
}

function scopesAround({ nodes }: ProcessDocument, node: ProcessNode): Set<string> {
  const found = new Set<string>()
  for (let scope = node.in; scope !== undefined && !found.has(scope); ) {
    found.add(scope)
    const inner = scope
    scope = nodes.find(({ key }) => key === inner)?.in
  }
  return found
}
