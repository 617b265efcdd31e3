/** When a node begins: with any line that brings something, with all of them, or when nothing else can come. */
export type Takes = 'any' | 'all' | 'reachable'

/** What a node sends on: along all lines, one of them, or one or more. */
export type Gives = 'all' | 'one' | 'some'

/**
 * A part of a process as tokens see it. Data is ignored: every choice may be made. Nodes and lines that tokens cannot
 * tell apart may be one here.
 */
export interface FlowNet {
  nodes: Map<number, NetNode>
  edges: Map<number, NetEdge>
  /** The edge on which the token lies at the beginning, and the node at which ways just end. */
  entry: number
  sink: number
}

export interface NetNode {
  id: number
  /** Keys of the nodes that it stands for at its entrance and at its exit; null when it stands for none. */
  into: string | null
  out: string | null
  takes: Takes
  gives: Gives
  /** Ways end here: several may come, one after the other or at once. */
  ends: boolean
  /** It ends all that is there. */
  clears: boolean
  ins: Set<number>
  outs: Set<number>
}

export interface NetEdge {
  id: number
  from: number | null
  to: number
  /** The line of the process by which it leads to a node, and that node. */
  line: string | null
  enters: string | null
  /** Nodes that are passed whenever this edge is. */
  passes: readonly string[]
}

export function emptyNet(): FlowNet {
  return { nodes: new Map(), edges: new Map(), entry: 0, sink: 0 }
}

export function addNode(net: FlowNet, key: string | null, { takes, gives }: { takes: Takes; gives: Gives }): NetNode {
  const id = net.nodes.size
  const node: NetNode = {
    id,
    into: key,
    out: key,
    takes,
    gives,
    ends: false,
    clears: false,
    ins: new Set(),
    outs: new Set(),
  }
  net.nodes.set(id, node)
  return node
}

export function addEdge(net: FlowNet, from: NetNode | null, to: NetNode, line: string | null): NetEdge {
  const edge: NetEdge = { id: net.edges.size, from: from?.id ?? null, to: to.id, line, enters: to.into, passes: [] }
  net.edges.set(edge.id, edge)
  from?.outs.add(edge.id)
  to.ins.add(edge.id)
  return edge
}

/** The node of an id, or that an edge leads to. */
export function nodeAt(net: FlowNet, id: number): NetNode {
  const node = net.nodes.get(id)
  if (!node) throw new Error('unreachable: the net has no such node')
  return node
}

export function edgeAt(net: FlowNet, id: number): NetEdge {
  const edge = net.edges.get(id)
  if (!edge) throw new Error('unreachable: the net has no such edge')
  return edge
}
