import { controlOf, type GraphNode, type Transition } from '../../graph/process-graph.ts'
import type { CheckContext } from '../check-context.ts'
import type { Block, Blocks } from '../flow/blocks.ts'
import { startsOf } from '../rules/check-reach.ts'
import { isEnd } from '../rules/check-starts.ts'
import { addEdge, addNode, edgeAt, emptyNet, type FlowNet, type Gives, type NetNode, type Takes } from './flow-net.ts'

/** Which part of a process: the branches of a block, or what of a scope lies in no block. */
export interface Part {
  scope: string | null
  block: Block | null
  /** Blocks of the scope; those inside of this part are single nodes of it. */
  blocks: Blocks
}

interface Building {
  context: CheckContext
  part: Part
  net: FlowNet
  nodes: Map<string, NetNode>
  /** Nodes whose lines are still to be followed. */
  open: string[]
  sink: NetNode
}

/** The net of one part, with only what can be come to. */
export function buildNet(context: CheckContext, part: Part): FlowNet {
  const net = emptyNet()
  const sink = addNode(net, null, { takes: 'any', gives: 'all' })
  sink.ends = true
  net.sink = sink.id
  const building: Building = { context, part, net, nodes: new Map(), open: [], sink }
  const entry = addNode(net, part.block?.fork ?? null, { takes: 'any', gives: 'one' })
  net.entry = addEdge(net, null, entry, null).id
  if (part.block) sendLines(building, entry, part.block.fork)
  else for (const start of startsOf(context, part.scope)) addEdge(net, entry, netNode(building, start), null)
  for (let key = building.open.pop(); key !== undefined; key = building.open.pop()) connect(building, key)
  for (const [key, node] of building.nodes) if (node.takes === 'all') addMissing(building, key, node)
  return net
}

/** A join that waits for every line also waits for those that nothing can come by. */
function addMissing({ context, net }: Building, key: string, node: NetNode) {
  const known = new Set([...node.ins].map((id) => edgeAt(net, id).line))
  for (const line of context.into(key)) if (!known.has(line.key)) addEdge(net, null, node, line.key)
}

function netNode(building: Building, key: string): NetNode {
  const known = building.nodes.get(key)
  if (known) return known
  const { context, part, net, sink } = building
  if (part.block?.join === key) return sink
  const node = context.graph.nodes[key]
  const created = addNode(net, key, { takes: takesOf(node), gives: 'all' })
  created.ends = node !== undefined && isEnd(node)
  created.clears = endsAll(node)
  building.nodes.set(key, created)
  building.open.push(key)
  return created
}

function takesOf(node: GraphNode | undefined): Takes {
  const rule = controlOf(node, 'join')?.rule
  if (rule === 'each_incoming') return 'all'
  return rule === 'reachable' ? 'reachable' : 'any'
}

function endsAll(node: GraphNode | undefined): boolean {
  const thrown = controlOf(node, 'throw')
  return controlOf(node, 'end')?.ends === 'scope' || (thrown?.ends === true && thrown.trigger.on === 'error')
}

function connect(building: Building, key: string) {
  const { net, context, part } = building
  const from = netNode(building, key)
  const block = part.blocks.get(key)
  if (block && block !== part.block) {
    addEdge(net, from, netNode(building, block.join), null)
    return
  }
  const catches = (context.graph.nodes[key]?.catches ?? []).filter((caught) => context.graph.nodes[caught])
  if (catches.length === 0) sendLines(building, from, key)
  else connectCatches(building, from, { key, catches })
}

/** What a node sends along its lines. */
function sendLines(building: Building, from: NetNode, key: string) {
  const lines = building.context.outOf(key)
  const node = building.context.graph.nodes[key]
  if (controlOf(node, 'fork')?.branches === 'some') return sendSome(building, from, lines)
  const exclusive = node?.control.do === 'choose' || node?.control.do === 'first_of'
  send(building, from, { gives: exclusive ? 'one' : 'all', lines })
}

interface Sending {
  gives: Gives
  lines: readonly Transition[]
}

function send(building: Building, from: NetNode, { gives, lines }: Sending) {
  from.gives = gives
  for (const { key, to } of lines) addEdge(building.net, from, netNode(building, to), key)
}

/** Lines without a condition are always taken, the default only when no condition holds. */
function sendSome(building: Building, from: NetNode, lines: readonly Transition[]) {
  const always = lines.filter(({ conditional, otherwise }) => !conditional && !otherwise)
  const conditional = lines.filter((line) => line.conditional && !line.otherwise)
  const otherwise = lines.filter((line) => line.otherwise)
  if (always.length > 0) {
    send(building, from, { gives: 'all', lines: always })
    for (const line of conditional) send(building, maybe(building, from), { gives: 'one', lines: [line] })
    return
  }
  if (otherwise.length === 0) return send(building, from, { gives: 'some', lines: conditional })
  send(building, from, { gives: 'one', lines: otherwise })
  if (conditional.length > 0) send(building, between(building, from), { gives: 'some', lines: conditional })
}

/** A node behind another one that stands for none of the process. */
function between({ net }: Building, from: NetNode): NetNode {
  const node = addNode(net, null, { takes: 'any', gives: 'one' })
  addEdge(net, from, node, null)
  return node
}

/** The same, where nothing at all may go on. */
function maybe(building: Building, from: NetNode): NetNode {
  const node = between(building, from)
  addEdge(building.net, node, building.sink, null)
  return node
}

interface Caught {
  key: string
  catches: readonly string[]
}

/** An interrupting catch leads on instead of the node that it stands on, another one beside it, or not at all. */
function connectCatches(building: Building, from: NetNode, { key, catches }: Caught) {
  const interrupts = (caught: string) => controlOf(building.context.graph.nodes[caught], 'catch')?.interrupting
  const beside = catches.filter((caught) => !interrupts(caught))
  for (const caught of beside) addEdge(building.net, maybe(building, from), netNode(building, caught), null)
  const leaving = beside.length === 0 ? from : between(building, from)
  const instead = catches.filter(interrupts)
  if (instead.length === 0) return sendLines(building, leaving, key)
  leaving.gives = 'one'
  for (const caught of instead) addEdge(building.net, leaving, netNode(building, caught), null)
  if (building.context.outOf(key).length > 0) sendLines(building, between(building, leaving), key)
}
