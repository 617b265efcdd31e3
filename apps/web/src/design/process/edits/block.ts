import type { ProcessDocument, ProcessNode } from '@mortise/metadata'
import { dominatedBy, type FlowOrder, meetingOf } from '../../../process/canvas/flow-order.ts'
import { controlAt, type EditContext, forkOf, joinOf, parts } from './node-knowledge.ts'
import { linesFrom, linesInto, nodeAt, orderOf, withInside } from './process-lines.ts'

/** A node with what belongs to it: its branches up to where they meet, its events and their ways, what stands in it. */
export interface Block {
  entry: string
  keys: ReadonlySet<string>
  /** The node that follows; null: nothing does. */
  exit: string | null
  /** Lines lead into it and out of it in one place only: it can be moved and copied as a whole. */
  closed: boolean
}

/** The block that a node stands for. A join stands for the block of its fork. */
export function blockOf(document: ProcessDocument, key: string, context: Pick<EditContext, 'nodeTypes'>): Block | null {
  const node = nodeAt(document, key)
  if (!node) return null
  const fork = forkOf(node, context.nodeTypes)
  if (fork !== null && nodeAt(document, fork)?.in === node.in) return blockOf(document, fork, context)
  const flow = orderOf(document, node.in)
  const members = new Set([key])
  const taken = attached(document, node)
  for (const one of taken) for (const inside of dominatedBy(flow, one)) members.add(inside)
  if (parts(controlAt(document, node, context.nodeTypes)))
    for (const inside of branchesOf(document, node, { flow, ...context })) members.add(inside)
  const keys = withInside(document, members)
  return { entry: key, keys, ...leaving(document, { keys, entry: key, flow }) }
}

/** Its events, and what takes it back. */
function attached({ nodes }: ProcessDocument, { key, compensation }: ProcessNode): string[] {
  const events = nodes.filter(({ on }) => on === key).map((one) => one.key)
  return compensation === undefined ? events : [...events, compensation]
}

interface Looking {
  flow: FlowOrder
  nodeTypes: EditContext['nodeTypes']
}

/** What is between a split and where its branches meet again; all that follows where they do not. */
function branchesOf(document: ProcessDocument, node: ProcessNode, { flow, nodeTypes }: Looking): Set<string> {
  const join = joinOf(document, node, nodeTypes)
  const merge = join === null ? meetingOf(flow, node.key) : (linesFrom(document, join)[0]?.to ?? null)
  const inside = dominatedBy(flow, node.key)
  if (merge !== null && merge !== node.key) for (const after of dominatedBy(flow, merge)) inside.delete(after)
  return inside
}

function leaving(
  document: ProcessDocument,
  { keys, entry, flow }: { keys: ReadonlySet<string>; entry: string; flow: FlowOrder },
): Pick<Block, 'exit' | 'closed'> {
  const out = document.transitions.filter(({ from, to }) => keys.has(from) && !keys.has(to))
  const into = document.transitions.filter(({ from, to }) => !keys.has(from) && keys.has(to))
  const targets = [...new Set(out.map(({ to }) => to))]
  const onward = targets.filter(
    (to) => !flow.isBack(entry, to) && (flow.rank.get(to) ?? 0) > (flow.rank.get(entry) ?? 0),
  )
  const exit = onward.length === 1 ? (onward[0] ?? null) : null
  return {
    exit,
    closed: targets.length <= 1 && onward.length === targets.length && into.every(({ to }) => to === entry),
  }
}

/** Whether a block comes right after a node that waits for whichever happens first. */
export function followsFirstOf(document: ProcessDocument, key: string, nodeTypes: EditContext['nodeTypes']): boolean {
  return linesInto(document, key).some(({ from }) => {
    const node = nodeAt(document, from)
    return node !== undefined && controlAt(document, node, nodeTypes).do === 'first_of'
  })
}
