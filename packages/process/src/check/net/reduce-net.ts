import { edgeAt, type FlowNet, type NetEdge, type NetNode, nodeAt } from './flow-net.ts'

/** A split and a merge that belong together and do not fit: found without following tokens. */
export interface Mismatch {
  kind: 'runs_twice' | 'stuck'
  split: string | null
  merge: string | null
}

/**
 * Takes together what tokens cannot tell apart: sequences, splits whose branches meet again, circles with a way out. Block
 * by block, a well-formed process becomes a single node; what is left has to be followed token by token.
 */
export function reduceNet(net: FlowNet): Mismatch[] {
  const found: Mismatch[] = []
  const open = new Set(net.nodes.keys())
  for (const id of open) {
    open.delete(id)
    const node = net.nodes.get(id)
    if (!node) continue
    const changed = [
      ...mergeParallel(net, node, found),
      ...dropCircle(net, node),
      ...dropEnds(net, node),
      ...fuseNext(net, node),
    ]
    for (const again of changed) open.add(again)
  }
  return found
}

/** Several edges between the same two nodes: the branches of a split that meet again with nothing in between. */
function mergeParallel(net: FlowNet, node: NetNode, found: Mismatch[]): number[] {
  const byTarget = new Map<number, NetEdge>()
  const changed: number[] = []
  for (const id of [...node.outs]) {
    const edge = edgeAt(net, id)
    const first = byTarget.get(edge.to)
    byTarget.set(edge.to, first ?? edge)
    const target = nodeAt(net, edge.to)
    if (!first || target === node) continue
    const merge = first.enters === edge.enters ? edge.enters : target.into
    const kind = mismatchOf(node, target)
    if (kind && !found.some((other) => other.split === node.out && other.merge === merge)) {
      found.push({ kind, split: node.out, merge })
    }
    first.passes = [...first.passes, ...edge.passes]
    dropEdge(net, edge)
    changed.push(node.id, target.id, ...[...node.ins].flatMap((before) => edgeAt(net, before).from ?? []))
  }
  return changed
}

function mismatchOf(split: NetNode, merge: NetNode): Mismatch['kind'] | null {
  if (split.gives !== 'one' && merge.takes === 'any' && !merge.ends) return 'runs_twice'
  if (split.gives !== 'all' && merge.takes === 'all') return 'stuck'
  return null
}

/** A way straight back to where a choice was made changes nothing, as long as there is another one. */
function dropCircle(net: FlowNet, node: NetNode): number[] {
  if (node.gives !== 'one' || node.takes !== 'any' || node.outs.size < 2) return []
  const back = [...node.outs].map((id) => edgeAt(net, id)).filter(({ to }) => to === node.id)
  if (back.length === 0 || back.length === node.outs.size) return []
  for (const edge of back) dropEdge(net, edge)
  return [node.id, ...[...node.ins].flatMap((id) => edgeAt(net, id).from ?? [])]
}

/** A way that just ends needs not be followed; where it is one of several to choose from, it is chosen to end. */
function dropEnds(net: FlowNet, node: NetNode): number[] {
  for (const id of node.outs) {
    const edge = edgeAt(net, id)
    const next = nodeAt(net, edge.to)
    if (next.outs.size > 0 || next.clears || next.id === net.sink) continue
    if (node.gives === 'one' && node.outs.size > 1) {
      if (next.ins.size > 1 && !next.ends) continue
      moveTo(net, edge, nodeAt(net, net.sink))
      if (next.ins.size === 0) net.nodes.delete(next.id)
      return [node.id, next.id]
    }
  }
  return dropSunk(net, node)
}

function dropSunk(net: FlowNet, node: NetNode): number[] {
  const sunk = [...node.outs].map((id) => edgeAt(net, id)).filter(({ to }) => isPlainEnd(nodeAt(net, to)))
  const droppable = node.outs.size === 1 || (node.gives === 'all' && sunk.length > 0)
  if (sunk.length === 0 || !droppable) return []
  for (const edge of sunk) dropEdge(net, edge)
  return [node.id, ...beforeOf(net, node)]
}

function isPlainEnd(node: NetNode): boolean {
  return node.ends && !node.clears
}

function moveTo(net: FlowNet, edge: NetEdge, target: NetNode) {
  nodeAt(net, edge.to).ins.delete(edge.id)
  edge.to = target.id
  target.ins.add(edge.id)
}

/** Takes a node and the only one behind or before it together, where that is the same for tokens. */
function fuseNext(net: FlowNet, node: NetNode): number[] {
  for (const id of node.outs) {
    const edge = edgeAt(net, id)
    const next = nodeAt(net, edge.to)
    if (next === node || next.ends) continue
    if (next.ins.size === 1 && (node.outs.size === 1 || sendsAlike(net, node, next))) {
      return dissolveNext(net, node, edge)
    }
    if (node.outs.size === 1 && takesAlike(node, next)) return dissolveInto(net, node, edge)
  }
  return []
}

/** Where a node is passed several times at once and only ends follow, that would not show any more without it. */
function sendsAlike(net: FlowNet, node: NetNode, next: NetNode): boolean {
  if (next.outs.size === 0) return false
  const shows = node.gives === 'one' || [...next.outs].every((id) => !nodeAt(net, edgeAt(net, id).to).ends)
  return shows && (next.outs.size === 1 || node.gives === next.gives)
}

function takesAlike(node: NetNode, next: NetNode): boolean {
  return node.takes === next.takes && node.takes !== 'reachable'
}

/** The node behind gives its edges to this one. */
function dissolveNext(net: FlowNet, node: NetNode, edge: NetEdge): number[] {
  const next = nodeAt(net, edge.to)
  const passed = [...edge.passes, ...(next.into === null ? [] : [next.into]), ...(next.out === null ? [] : [next.out])]
  if (node.outs.size === 1) {
    node.gives = next.gives
    node.out = next.out ?? node.out
  }
  dropEdge(net, edge)
  for (const id of next.outs) {
    const moved = edgeAt(net, id)
    moved.from = node.id
    moved.passes = [...passed, ...moved.passes]
    node.outs.add(id)
  }
  net.nodes.delete(next.id)
  return [node.id, ...[...node.outs].map((id) => edgeAt(net, id).to), ...beforeOf(net, node)]
}

/** This node's edges lead straight to the one behind it. */
function dissolveInto(net: FlowNet, node: NetNode, edge: NetEdge): number[] {
  const next = nodeAt(net, edge.to)
  const passed = [...(node.into === null ? [] : [node.into]), ...(node.out === null ? [] : [node.out]), ...edge.passes]
  dropEdge(net, edge)
  for (const id of node.ins) {
    const moved = edgeAt(net, id)
    moved.to = next.id
    moved.passes = [...moved.passes, ...passed]
    next.ins.add(id)
  }
  net.nodes.delete(node.id)
  return [next.id, ...beforeOf(net, next)]
}

function beforeOf(net: FlowNet, node: NetNode): number[] {
  return [...node.ins].flatMap((id) => edgeAt(net, id).from ?? [])
}

function dropEdge(net: FlowNet, edge: NetEdge) {
  if (edge.from !== null) nodeAt(net, edge.from).outs.delete(edge.id)
  nodeAt(net, edge.to).ins.delete(edge.id)
  net.edges.delete(edge.id)
}
