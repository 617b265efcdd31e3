import { controlOf, type GraphNode, type Repeat } from '../../graph/process-graph.ts'
import { type BpmnElement, definitionOf } from '../bpmn-element.ts'
import { type StoredNode, settingsType } from '../stored-settings.ts'
import { type BpmnWriter, create, expression, keptAttributes } from './bpmn-writer.ts'
import { elementFor } from './node-elements.ts'

/** Makes the elements of all nodes, but for those that are folded into a marker of the task around them. */
export function writeNodes(writer: BpmnWriter, folded: ReadonlyMap<string, GraphNode>): void {
  const hidden = new Set([...folded.keys()])
  for (const node of Object.values(writer.graph.nodes)) {
    if (node.scope !== null && hidden.has(node.scope)) continue
    writer.nodes.set(node.key, writeNode(writer, node, folded.get(node.key)))
  }
  for (const node of Object.values(writer.graph.nodes)) connect(writer, node)
}

function writeNode(writer: BpmnWriter, node: GraphNode, each: GraphNode | undefined): BpmnElement {
  const { type, attributes } = elementFor(each ?? node, writer)
  const id = writer.ids.node(node.key)
  const label = writer.parts.labels[node.key]
  const repeat = controlOf(node, 'scope')?.repeat
  return create(writer, type, {
    id,
    ...(label ? { name: label } : {}),
    ...keptAttributes(writer, node.key, [settingsElement(writer, storedNode(writer, node, { each, id }))]),
    ...attributes,
    ...(repeat ? { loopCharacteristics: writeRepeat(writer, node.key, repeat) } : {}),
    incoming: [],
    outgoing: [],
  })
}

/** What is stored with a line or with the process: its key where that is no possible id, and what its document says. */
export function keptSettings(writer: BpmnWriter, key: string, id: string): BpmnElement[] {
  const own = writer.parts.own[key]
  const stored = { ...(id === key ? {} : { key }), ...(own === undefined ? {} : { own }) }
  return Object.keys(stored).length > 0 ? [settingsElement(writer, stored)] : []
}

function settingsElement(writer: BpmnWriter, stored: object): BpmnElement {
  return writer.moddle.create(settingsType, { json: JSON.stringify(stored) }) as BpmnElement
}

interface Written {
  each: GraphNode | undefined
  id: string
}

function storedNode({ parts }: BpmnWriter, node: GraphNode, { each, id }: Written): StoredNode {
  const own = parts.own[node.key]
  const repeat = each && controlOf(node, 'scope')?.repeat
  const irreversible = each ? each.irreversible : node.irreversible
  return {
    ...(id === node.key ? {} : { key: node.key }),
    type: (each ?? node).type,
    control: (each ?? node).control,
    incoming: [...node.incoming],
    outgoing: [...node.outgoing],
    ...(node.catches ? { catches: [...node.catches] } : {}),
    ...(irreversible ? { irreversible } : {}),
    ...(repeat ? { repeat } : {}),
    ...(own === undefined ? {} : { own }),
  }
}

function writeRepeat(writer: BpmnWriter, key: string, { mode, early, limit }: Repeat): BpmnElement {
  const text = writer.parts.repeats[key] ?? {}
  if (mode === 'while' || mode === 'until') {
    return create(writer, 'StandardLoopCharacteristics', {
      testBefore: mode === 'while',
      ...(limit === undefined ? {} : { loopMaximum: limit }),
      ...(text.condition ? { loopCondition: expression(writer, text.condition) } : {}),
    })
  }
  const { items, item } = text
  // The standard's own place for a list refers to data objects, which the graph has none of.
  if (items || item) writer.parts.namespaces.camunda ??= 'http://camunda.org/schema/1.0/bpmn'
  return create(writer, 'MultiInstanceLoopCharacteristics', {
    isSequential: mode === 'one_by_one',
    ...(items ? { 'camunda:collection': items } : {}),
    ...(item ? { 'camunda:elementVariable': item } : {}),
    ...(text.count ? { loopCardinality: expression(writer, text.count) } : {}),
    ...(early ? { completionCondition: expression(writer, text.early) } : {}),
  })
}

/** What refers to other elements is set once all are there. */
function connect(writer: BpmnWriter, node: GraphNode): void {
  const element = writer.nodes.get(node.key)
  if (!element) return
  const at = controlOf(node, 'catch')?.at
  const host = at === undefined ? undefined : writer.nodes.get(at)
  if (host) element.attachedToRef = host
  const thrown = controlOf(node, 'throw')?.trigger
  const undone = thrown?.on === 'compensation' ? writer.nodes.get(thrown.name ?? '') : undefined
  const definition = definitionOf(element)
  if (undone && definition) definition.activityRef = undone
}
