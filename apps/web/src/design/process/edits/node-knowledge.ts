import type { Registry } from '@mortise/core'
import { type AppModel, nodePlace, type ProcessDocument, type ProcessNode } from '@mortise/metadata'
import { type Control, nodeOptions, type ProcessNodeType } from '@mortise/process'

/** What edits have to know besides the process: the types of nodes, and the tables for their first options. */
export interface EditContext {
  nodeTypes: Registry<ProcessNodeType>
  model: AppModel
  /** Keys that were published once and belong to nodes that are gone: running instances still stand there. */
  takenKeys?: ReadonlySet<string>
}

/** What the engine does at a node. */
export function controlAt(document: ProcessDocument, node: ProcessNode, nodeTypes: EditContext['nodeTypes']): Control {
  if (!nodeTypes.has(node.type)) return { do: 'pass' }
  const type = nodeTypes.get(node.type)
  return type.control(nodeOptions(node, type), {
    document,
    node,
    trigger: null,
    join: joinOf(document, node, nodeTypes),
  })
}

/** The join that a fork belongs to. */
export function joinOf(
  document: ProcessDocument,
  fork: Pick<ProcessNode, 'key'>,
  nodeTypes: EditContext['nodeTypes'],
): string | null {
  return document.nodes.find((node) => forkOf(node, nodeTypes) === fork.key)?.key ?? null
}

/** The fork that a join belongs to. */
export function forkOf(node: ProcessNode, nodeTypes: EditContext['nodeTypes']): string | null {
  const type = nodeTypes.has(node.type) ? nodeTypes.get(node.type) : undefined
  return type?.joins ? (type.joins(nodeOptions(node, type)) ?? null) : null
}

/** A node of a type with the options that it begins with. */
export function newNode(document: ProcessDocument, node: ProcessNode, { nodeTypes, model }: EditContext): ProcessNode {
  const type = nodeTypes.get(node.type)
  const options = type.defaultOptions(nodePlace(document, node, { model, nodeTypes }))
  return { ...node, ...(Object.keys(options).length > 0 ? { options } : {}) }
}

/** Whether nodes with lines of its own kind part here. */
export const parts = (control: Control) => control.do === 'choose' || control.do === 'fork' || control.do === 'first_of'

/** Whether lines out of it have conditions. */
export const chooses = (control: Control) =>
  control.do === 'choose' || (control.do === 'fork' && control.branches === 'some')
