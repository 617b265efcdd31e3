import { controlOf, type GraphNode, type ProcessGraph } from '@mortise/process'
import type { FileOpening } from './file-opening.ts'
import { fileProblem } from './file-problem.ts'

/** A node of a file on its way to become one of a document. */
export type FileNode = Pick<
  GraphNode,
  'key' | 'type' | 'scope' | 'control' | 'outgoing' | 'compensation' | 'irreversible'
>

export interface FileLine {
  key: string
  from: string
  to: string
  conditional?: boolean
  otherwise?: boolean
}

/** The nodes and lines of a file as documents have them: ways meet without a node of their own, and end at ends. */
export interface FileFlow {
  nodes: Map<string, FileNode>
  lines: Map<string, FileLine>
}

export function fileFlow(graph: ProcessGraph, opening: FileOpening): FileFlow {
  const flow: FileFlow = {
    nodes: new Map(Object.values(graph.nodes).map((node) => [node.key, { ...node }])),
    lines: new Map(Object.values(graph.transitions).map((line) => [line.key, { ...line }])),
  }
  for (const node of [...flow.nodes.values()]) if (node.control.do === 'pass') leaveOut(flow, node, opening)
  for (const node of [...flow.nodes.values()]) if (endsByThrowing(node)) endBehind(flow, node)
  return flow
}

/** Tasks without anything to do: in a drawing, somebody does them. */
const doneBySomebody: ReadonlySet<string> = new Set(['task', 'manual_task'])

/** Where lines only meet, or nothing happens: what led here leads on. */
function leaveOut({ nodes, lines }: FileFlow, node: FileNode, opening: FileOpening): void {
  const [onward, ...others] = node.outgoing.flatMap((key) => lines.get(key) ?? [])
  const into = [...lines.values()].filter(({ to }) => to === node.key)
  const kept = doneBySomebody.has(node.type) || opening.hasEvents(node.key) || others.length > 0
  if (kept || !onward || onward.to === node.key) return
  const rule = controlOf(opening.graph.nodes[onward.to], 'join')?.rule
  if (into.length > 1 && rule === 'each_incoming') {
    opening.report(fileProblem('error', 'merge_before_join', { place: opening.placeOf(node.key) }))
    return
  }
  for (const line of into) line.to = onward.to
  const [only, another] = into
  const { labels } = opening.parts
  if (only && !another && labels[onward.key] !== undefined) labels[only.key] ??= labels[onward.key] ?? ''
  lines.delete(onward.key)
  nodes.delete(node.key)
}

/** Errors end their way by themselves; whatever else is thrown at an end goes on, so that an end has to follow. */
function endsByThrowing({ control }: FileNode): boolean {
  return control.do === 'throw' && control.ends === true && control.trigger.on !== 'error'
}

function endBehind({ nodes, lines }: FileFlow, node: FileNode): void {
  const end = `${node.key}__end`
  const line = `${end}__in`
  nodes.set(end, {
    ...{ key: end, type: 'end_event', scope: node.scope, outgoing: [] },
    control: { do: 'end', ends: 'branch' },
  })
  nodes.set(node.key, { ...node, outgoing: [line] })
  lines.set(line, { key: line, from: node.key, to: end })
}
