import type { Registry } from '@mortise/core'
import type { ProcessDocument, ProcessNode, ProcessTransition } from '@mortise/metadata'
import { fillDefaults } from '@mortise/metadata/schema'
import type { ControlPlace, ProcessNodeType } from '../contract/process-node-type.ts'
import type { GraphNode, ProcessGraph, Transition } from '../graph/process-graph.ts'

/** A process made ready to run. The document must have passed validation; keys are those of the document. */
export function compileProcess(document: ProcessDocument, nodeTypes: Registry<ProcessNodeType>): ProcessGraph {
  const compiling = startCompiling(document, nodeTypes)
  return {
    key: document.key,
    nodes: Object.fromEntries(document.nodes.map((node) => [node.key, compileNode(node, compiling)])),
    transitions: Object.fromEntries(document.transitions.map((line) => [line.key, compileLine(line)])),
  }
}

/** The options of a node with the defaults of its type filled in. */
export function nodeOptions(node: ProcessNode, type: ProcessNodeType): never {
  return fillDefaults(type.options, node.options ?? {}) as never
}

interface Compiling {
  document: ProcessDocument
  nodeTypes: Registry<ProcessNodeType>
  byKey: ReadonlyMap<string, ProcessNode>
  /** Keys of the joins by that of their fork. */
  joins: ReadonlyMap<string, string>
  incoming: ReadonlyMap<string, string[]>
  outgoing: ReadonlyMap<string, string[]>
  catches: ReadonlyMap<string, string[]>
}

function startCompiling(document: ProcessDocument, nodeTypes: Registry<ProcessNodeType>): Compiling {
  const joins = document.nodes.flatMap((node): [string, string][] => {
    const type = nodeTypes.get(node.type)
    const fork = type.joins?.(nodeOptions(node, type)) ?? null
    return fork === null ? [] : [[fork, node.key]]
  })
  return {
    document,
    nodeTypes,
    byKey: new Map(document.nodes.map((node) => [node.key, node])),
    joins: new Map(joins),
    incoming: keysBy(document.transitions, ({ to }) => to),
    outgoing: keysBy(document.transitions, ({ from }) => from),
    catches: keysBy(document.nodes, ({ on }) => on),
  }
}

function keysBy<Member extends { key: string }>(
  members: readonly Member[],
  of: (member: Member) => string | undefined,
): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const member of members) {
    const place = of(member)
    if (place !== undefined) found.set(place, [...(found.get(place) ?? []), member.key])
  }
  return found
}

function compileNode(node: ProcessNode, compiling: Compiling): GraphNode {
  const { key } = node
  const type = compiling.nodeTypes.get(node.type)
  const catches = compiling.catches.get(key)
  return {
    key,
    type: node.type,
    scope: node.in ?? null,
    control: type.control(nodeOptions(node, type), placeOf(node, compiling)),
    incoming: compiling.incoming.get(key) ?? [],
    outgoing: compiling.outgoing.get(key) ?? [],
    ...(catches ? { catches } : {}),
    ...(node.compensation === undefined ? {} : { compensation: node.compensation }),
    ...(node.irreversible ? { irreversible: true } : {}),
  }
}

function placeOf(node: ProcessNode, { document, nodeTypes, byKey, joins }: Compiling): ControlPlace {
  const around = node.in === undefined ? undefined : byKey.get(node.in)
  const type = around && nodeTypes.get(around.type)
  const trigger = around && type ? (type.trigger?.(nodeOptions(around, type)) ?? null) : null
  return { document, node, trigger, join: joins.get(node.key) ?? null }
}

function compileLine({ key, from, to, when, outcome, otherwise }: ProcessTransition): Transition {
  return {
    key,
    from,
    to,
    ...(when || outcome ? { conditional: true } : {}),
    ...(otherwise ? { otherwise: true } : {}),
  }
}
