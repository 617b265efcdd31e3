import { componentsOf } from '../flow/components.ts'
import { walk } from '../flow/walk.ts'
import { edgeAt, type FlowNet, type NetNode, nodeAt } from './flow-net.ts'

/** A net with what the game looks up at every move. Marks are the edges on which tokens lie, in ascending order. */
export interface Rules {
  net: FlowNet
  /** By node: tokens come from lower to higher numbers, and nodes that lie in a circle have the same. */
  orders: ReadonlyMap<number, number>
  /** Nodes from which each join of the sort `reachable` can still be come to. */
  leadsTo: ReadonlyMap<number, ReadonlySet<number>>
}

/** A node that begins: what is left without what it takes, and all that it may send on. */
export interface Turn {
  node: number
  rest: readonly number[]
  results: () => Iterable<number[]>
}

export function rulesOf(net: FlowNet): Rules {
  const joins = [...net.nodes.values()].filter(({ takes }) => takes === 'reachable')
  const before = (id: number) => [...nodeAt(net, id).ins].flatMap((edge) => edgeAt(net, edge).from ?? [])
  const after = (id: number) => [...nodeAt(net, id).outs].map((edge) => edgeAt(net, edge).to)
  const components = componentsOf(net.nodes.keys(), after)
  return {
    net,
    orders: new Map(components.flatMap((ids, order) => ids.map((id) => [id, order] as const))),
    leadsTo: new Map(joins.map(({ id }) => [id, walk([id], before)])),
  }
}

/**
 * The moves that have to be tried. No node takes a token from another one, so one move can go before all others, as long
 * as nothing comes to its node later: the earliest node goes first, and within a circle all of them are tried. Ends of
 * everything come last, because they take tokens away; that they can come at any time is added as a way to end.
 */
export function moves(rules: Rules, marks: readonly number[]): Turn[] {
  const able = ableNodes(rules, marks)
  const ordinary = able.filter(({ clears }) => !clears)
  const ending = able.find(({ clears }) => clears)
  const end: Turn[] = ending ? [{ node: ending.id, rest: [], results: () => [[]] }] : []
  const orderOf = (node: NetNode) => rules.orders.get(node.id) ?? 0
  const first = ordinary.reduce<NetNode | null>(
    (low, node) => (low && orderOf(low) <= orderOf(node) ? low : node),
    null,
  )
  if (!first) return end
  const together = ordinary.filter((node) => orderOf(node) === orderOf(first))
  return [...together.map((node) => turnOf(rules, node, marks)), ...end]
}

function ableNodes(rules: Rules, marks: readonly number[]): NetNode[] {
  const nodes = new Set(marks.map((mark) => nodeAt(rules.net, edgeAt(rules.net, mark).to)))
  return [...nodes].filter((node) => isAble(rules, node, marks))
}

function isAble(rules: Rules, node: NetNode, marks: readonly number[]): boolean {
  if (node.takes === 'any') return true
  if (node.takes === 'all') return node.ins.values().every((edge) => marks.includes(edge))
  const before = rules.leadsTo.get(node.id)
  return marks.every((mark) => {
    const target = nodeAt(rules.net, edgeAt(rules.net, mark).to)
    return target === node || !before?.has(target.id) || (target.takes === 'all' && !isAble(rules, target, marks))
  })
}

function turnOf({ net }: Rules, node: NetNode, marks: readonly number[]): Turn {
  const here = marks.filter((mark) => edgeAt(net, mark).to === node.id)
  const taken = node.takes === 'any' ? here.slice(0, 1) : here
  const rest = marks.filter((mark) => !taken.includes(mark))
  const outs = [...node.outs]
  return { node: node.id, rest, results: () => sendings(node, outs) }
}

function* sendings({ gives }: NetNode, outs: readonly number[]): Generator<number[]> {
  if (outs.length === 0 || gives === 'all') yield [...outs]
  else if (gives === 'one') for (const out of outs) yield [out]
  else yield* subsets(outs)
}

function* subsets(values: readonly number[]): Generator<number[]> {
  const chosen = values.map(() => false)
  for (;;) {
    const next = chosen.indexOf(false)
    if (next < 0) return
    chosen.fill(false, 0, next)
    chosen[next] = true
    yield values.filter((_value, index) => chosen[index])
  }
}

/** The marks after a move, and the node at which it brought two tokens together that nothing joins. */
export function marksOf({ net }: Rules, { rest }: Turn, sent: readonly number[]) {
  for (const mark of sent) {
    const edge = edgeAt(net, mark)
    const node = nodeAt(net, edge.to)
    if (node.ends) continue
    if (rest.includes(mark)) return { marks: [], double: edge.enters ?? node.into ?? node.out }
    const other = node.takes === 'any' ? meeting(net, { node, mark, marks: [...rest, ...sent] }) : null
    if (other) return { marks: [], double: other.enters === edge.enters ? edge.enters : node.into }
  }
  return { marks: [...new Set([...rest, ...sent])].sort((one, other) => one - other), double: null }
}

function meeting(net: FlowNet, { node, mark, marks }: { node: NetNode; mark: number; marks: readonly number[] }) {
  const other = marks.find((candidate) => candidate !== mark && edgeAt(net, candidate).to === node.id)
  return other === undefined ? null : edgeAt(net, other)
}
