import type { ProcessDocument, ProcessNode, ProcessTransition } from '@mortise/metadata'
import { meetingOf } from '../../../process/canvas/flow-order.ts'
import { firstFree } from '../../keys/free-key.ts'
import { blockOf, followsFirstOf } from './block.ts'
import { type Fragment, fragmentOf, goesOn, putOnLine, takenKeys, withFreshKeys } from './fragment.ts'
import { endType, newFragment, waitingTypes } from './new-fragment.ts'
import { chooses, controlAt, type EditContext, joinOf, newNode, parts } from './node-knowledge.ts'
import { lineAt, linesFrom, linesInto, nodeAt, orderOf, pruned, withoutNodes } from './process-lines.ts'

/** A process after an edit, and the node or line to look at next. */
export interface Edited {
  document: ProcessDocument
  select: string | null
}

/** Puts a new node on a line. */
export function insertNode(
  document: ProcessDocument,
  lineKey: string,
  type: string,
  context: EditContext,
): Edited | null {
  return putFragment(document, lineKey, newFragment(document, type, context))
}

/** Puts what was copied on a line. */
export function pasteOnLine(
  document: ProcessDocument,
  lineKey: string,
  copied: Fragment,
  context: EditContext,
): Edited | null {
  const taken = takenKeys(document)
  for (const key of context.takenKeys ?? []) taken.add(key)
  return putFragment(document, lineKey, withFreshKeys(copied, taken))
}

function putFragment(document: ProcessDocument, lineKey: string, fragment: Fragment): Edited | null {
  const put = putOnLine(document, lineKey, fragment)
  if (!put) return null
  // Behind what ends a way nothing comes; what only that way led to goes with it.
  return { document: goesOn(fragment) ? put : pruned(document, put), select: fragment.entry }
}

/** Puts an event on a node, with a way of its own. */
export function addEvent(document: ProcessDocument, host: string, type: string, context: EditContext): Edited | null {
  const node = nodeAt(document, host)
  if (!node) return null
  const around = node.in === undefined ? {} : { in: node.in }
  const taken = takenKeys(document)
  const fresh = (wanted: string) => {
    const key = firstFree(wanted, (one) => taken.has(one) || (context.takenKeys?.has(one) ?? false))
    taken.add(key)
    return key
  }
  const event: ProcessNode = { key: fresh(type), type, on: host, ...around }
  const end: ProcessNode = { key: fresh('end'), type: endType(context), ...around }
  const added = newNode({ ...document, nodes: [...document.nodes, event] }, event, context)
  return {
    select: event.key,
    document: {
      ...document,
      nodes: [...document.nodes, added, end],
      transitions: [...document.transitions, { key: fresh('line'), from: event.key, to: end.key }],
    },
  }
}

/** Puts something that begins by itself beside the other nodes of a scope. */
export function addBeside(
  document: ProcessDocument,
  scope: string | undefined,
  type: string,
  context: EditContext,
): Edited {
  const { nodes, transitions, entry } = newFragment(document, type, context)
  const placed = nodes.map((node) => (scope === undefined || node.in !== undefined ? node : { ...node, in: scope }))
  return {
    document: {
      ...document,
      nodes: [...document.nodes, ...placed],
      transitions: [...document.transitions, ...transitions],
    },
    select: entry,
  }
}

/** Why something cannot be done in the tree. */
export type Refusal = 'start_stays' | 'end_stays' | 'not_a_block' | 'not_into_itself' | 'needs_to_wait'

export type EditResult = Edited | { refused: Refusal }

/** Takes a block away; what led to it leads to what followed it. */
export function removeBlock(document: ProcessDocument, key: string, context: EditContext): EditResult {
  const node = nodeAt(document, key)
  if (!node) return { refused: 'not_a_block' }
  const control = controlAt(document, node, context.nodeTypes)
  if (control.do === 'start') return { refused: 'start_stays' }
  const block = blockOf(document, key, context)
  if (!block) return { refused: 'not_a_block' }
  if (control.do === 'catch' || linesInto(document, block.entry).length === 0)
    return { document: pruned(document, withoutNodes(document, block.keys)), select: node.on ?? null }
  const onlyLine = linesInto(document, key).length === 1 ? linesInto(document, key)[0] : undefined
  const asBranch = block.exit === null || followsFirstOf(document, key, context.nodeTypes)
  if (asBranch && onlyLine && isBranch(document, onlyLine, context))
    return removeBranch(document, onlyLine.key, context)
  if (block.exit === null && block.keys.size === 1) return { refused: 'end_stays' }
  const { target, added } = block.exit === null ? newEnd(document, node, context) : { target: block.exit, added: [] }
  const led = document.transitions.map((line) =>
    line.to === block.entry && !block.keys.has(line.from) ? { ...line, to: target } : line,
  )
  const without = withoutNodes({ ...document, nodes: [...document.nodes, ...added], transitions: led }, block.keys)
  return { document: pruned(document, without), select: target }
}

function newEnd(document: ProcessDocument, beside: ProcessNode, context: EditContext) {
  const taken = takenKeys(document)
  const key = firstFree('end', (one) => taken.has(one) || (context.takenKeys?.has(one) ?? false))
  const end: ProcessNode = { key, type: endType(context), ...(beside.in === undefined ? {} : { in: beside.in }) }
  return { target: key, added: [end] }
}

/** Whether a line is one of several ways out of a node. */
export function isBranch(document: ProcessDocument, { from }: ProcessTransition, { nodeTypes }: EditContext): boolean {
  const node = nodeAt(document, from)
  return node !== undefined && parts(controlAt(document, node, nodeTypes))
}

/** Takes away a split and all its branches but one. */
export function keepBranch(document: ProcessDocument, lineKey: string, context: EditContext): EditResult {
  const line = lineAt(document, lineKey)
  const split = line && nodeAt(document, line.from)
  if (!line || !split) return { refused: 'not_a_block' }
  const join = joinOf(document, split, context.nodeTypes)
  const behind = join === null ? null : (linesFrom(document, join)[0]?.to ?? null)
  const onTo = (to: string) => (to === join && behind !== null ? behind : to)
  const target = onTo(line.to)
  const led = document.transitions
    .filter(({ from }) => from !== split.key && from !== join)
    .map((one) => ({ ...one, to: one.to === split.key ? target : onTo(one.to) }))
  const gone = new Set([split.key, ...(join === null ? [] : [join])])
  return { document: pruned(document, withoutNodes({ ...document, transitions: led }, gone)), select: target }
}

/** Takes a branch away with what only it leads to; where one is left, the split goes too. */
export function removeBranch(document: ProcessDocument, lineKey: string, context: EditContext): EditResult {
  const line = lineAt(document, lineKey)
  if (!line || !isBranch(document, line, context)) return { refused: 'not_a_block' }
  const others = linesFrom(document, line.from).filter(({ key }) => key !== lineKey)
  const [last] = others
  if (last && others.length === 1) return keepBranch(document, last.key, context)
  const without = { ...document, transitions: document.transitions.filter(({ key }) => key !== lineKey) }
  return { document: pruned(document, without), select: line.from }
}

/** One more way out of a split, before the one for all other cases. */
export function addBranch(document: ProcessDocument, split: string, context: EditContext): Edited | null {
  const node = nodeAt(document, split)
  if (!node) return null
  const control = controlAt(document, node, context.nodeTypes)
  if (!parts(control)) return null
  const taken = takenKeys(document)
  const key = firstFree('way', (one) => taken.has(one) || (context.takenKeys?.has(one) ?? false))
  const { target, added } = meetingPoint(document, node, context)
  const lines = linesFrom(document, split)
  const before = chooses(control) ? lines.find(({ otherwise }) => otherwise) : undefined
  const at = before ? document.transitions.indexOf(before) : lastOf(document, lines) + 1
  const made = {
    ...document,
    nodes: [...document.nodes, ...added],
    transitions: document.transitions.toSpliced(at, 0, { key, from: split, to: target }),
  }
  if (control.do !== 'first_of') return { document: made, select: key }
  const [wait] = waitingTypes(context)
  return wait ? insertNode(made, key, wait.type, context) : null
}

function lastOf(document: ProcessDocument, lines: readonly ProcessTransition[]): number {
  const last = lines.at(-1)
  return last ? document.transitions.indexOf(last) : document.transitions.length - 1
}

/** Where a new branch leads: to where the others meet, or to an end of its own. */
function meetingPoint(document: ProcessDocument, split: ProcessNode, context: EditContext) {
  const join = joinOf(document, split, context.nodeTypes)
  const flow = orderOf(document, split.in)
  const target = join ?? meetingOf(flow, split.key) ?? blockOf(document, split.key, context)?.exit ?? null
  return target === null ? newEnd(document, split, context) : { target, added: [] }
}

/** Puts a branch before or behind its neighbour. */
export function moveBranch(document: ProcessDocument, lineKey: string, by: 1 | -1): Edited | null {
  const line = lineAt(document, lineKey)
  if (!line) return null
  const beside = linesFrom(document, line.from)
  const other = beside[beside.indexOf(line) + by]
  if (!other) return null
  const [a, b] = [document.transitions.indexOf(line), document.transitions.indexOf(other)]
  return { document: { ...document, transitions: document.transitions.with(a, other).with(b, line) }, select: lineKey }
}

/** Puts a block on another line. */
export function moveBlock(document: ProcessDocument, key: string, lineKey: string, context: EditContext): EditResult {
  const block = blockOf(document, key, context)
  const line = lineAt(document, lineKey)
  const node = nodeAt(document, key)
  if (!block?.closed || block.exit === null || !line || !node || node.on !== undefined)
    return { refused: 'not_a_block' }
  if (linesInto(document, block.entry).length === 0) return { refused: 'not_a_block' }
  if (block.keys.has(line.from)) return { refused: 'not_into_itself' }
  if (line.to === block.entry) return { document, select: block.entry }
  const fault = waitingFault(document, { block: block.entry, after: line.from, exit: block.exit }, context)
  if (fault) return { refused: fault }
  const fragment = fragmentOf(document, block)
  const exit = block.exit
  const healed = {
    ...document,
    nodes: document.nodes.filter((one) => !block.keys.has(one.key)),
    transitions: document.transitions
      .filter(({ from }) => !block.keys.has(from))
      .map((one) => (one.to === block.entry ? { ...one, to: exit } : one)),
  }
  const put = putOnLine(healed, lineKey, fragment)
  return put ? { document: put, select: block.entry } : { refused: 'not_a_block' }
}

/** Behind "whichever comes first" only what waits may stand. */
function waitingFault(
  document: ProcessDocument,
  { block, after, exit }: { block: string; after: string; exit: string },
  { nodeTypes }: EditContext,
): Refusal | null {
  const doesAt = (key: string) => {
    const node = nodeAt(document, key)
    return node ? controlAt(document, node, nodeTypes).do : 'pass'
  }
  const waitsInstead = doesAt(exit) === 'wait' && linesInto(document, exit).length === 1
  if (followsFirstOf(document, block, nodeTypes) && !waitsInstead) return 'needs_to_wait'
  return doesAt(after) === 'first_of' && doesAt(block) !== 'wait' ? 'needs_to_wait' : null
}

/** The block as it can be put on a line again, there or elsewhere. */
export function copyBlock(document: ProcessDocument, key: string, context: EditContext): Fragment | null {
  const block = blockOf(document, key, context)
  const node = nodeAt(document, key)
  if (!block?.closed || !node || node.on !== undefined) return null
  return controlAt(document, node, context.nodeTypes).do === 'start' ? null : fragmentOf(document, block)
}

/** Leads a line to another node; what only it led to goes. */
export function leadLineTo(document: ProcessDocument, lineKey: string, to: string): Edited {
  const led = document.transitions.map((line) => (line.key === lineKey ? { ...line, to } : line))
  return { document: pruned(document, { ...document, transitions: led }), select: lineKey }
}

/** Makes a line the one for all other cases, instead of the one that was. */
export function makeOtherwise(document: ProcessDocument, lineKey: string): Edited {
  const line = lineAt(document, lineKey)
  const transitions = document.transitions.map((one): ProcessTransition => {
    if (one.from !== line?.from) return one
    const { otherwise: _otherwise, ...rest } = one
    if (one.key !== lineKey) return rest
    const { when: _when, outcome: _outcome, ...bare } = rest
    return { ...bare, otherwise: true }
  })
  return { document: { ...document, transitions }, select: lineKey }
}

/** One more line for all other cases: what was missing. */
export function addOtherwise(document: ProcessDocument, split: string, context: EditContext): Edited | null {
  const added = addBranch(document, split, context)
  return added?.select ? makeOtherwise(added.document, added.select) : null
}
