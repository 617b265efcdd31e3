import type { Chance } from '@mortise/expressions/testing'
import type { Control, GraphNode, ProcessGraph, Transition } from '../graph/process-graph.ts'

/** A graph with one thing changed: a line dropped or led elsewhere, a split turned into another one, a default removed. */
export function mutateGraph(graph: ProcessGraph, chance: Chance): ProcessGraph {
  const lines = Object.values(graph.transitions)
  const line = chance.pick(lines)
  const without = lines.filter(({ key }) => key !== line.key)
  const change = chance.below(4)
  if (change === 0) return rebuilt(graph, without)
  if (change === 1) return rebuilt(graph, [...without, retargeted(graph, line, chance)])
  if (change === 2) return rebuilt(graph, lines, swappedNode(graph, chance))
  const defaults = lines.filter(({ otherwise }) => otherwise)
  const gone = defaults.length > 0 ? chance.pick(defaults) : line
  return rebuilt(
    graph,
    lines.filter(({ key }) => key !== gone.key),
  )
}

function retargeted(graph: ProcessGraph, line: Transition, chance: Chance): Transition {
  const to = chance.pick(Object.values(graph.nodes).filter(({ control }) => control.do !== 'start'))
  return { ...line, key: `${line.from}>${to.key}`, to: to.key }
}

function swappedNode(graph: ProcessGraph, chance: Chance): GraphNode | undefined {
  const nodes = Object.values(graph.nodes).filter(({ control }) => swaps[control.do] !== undefined)
  if (nodes.length === 0) return undefined
  const node = chance.pick(nodes)
  return { ...node, control: swaps[node.control.do] ?? node.control }
}

const swaps: { [name: string]: Control | undefined } = {
  choose: { do: 'fork', branches: 'all', join: null },
  fork: { do: 'choose' },
  pass: { do: 'join', rule: 'each_incoming' },
  join: { do: 'pass' },
}

function rebuilt(graph: ProcessGraph, lines: readonly Transition[], changed?: GraphNode): ProcessGraph {
  const transitions = Object.fromEntries(lines.map((line) => [line.key, line]))
  const all = Object.values(transitions)
  const nodes = Object.values(graph.nodes).map((node): [string, GraphNode] => {
    const incoming = all.filter(({ to }) => to === node.key).map(({ key }) => key)
    const outgoing = all.filter(({ from }) => from === node.key).map(({ key }) => key)
    return [node.key, { ...(node.key === changed?.key ? changed : node), incoming, outgoing }]
  })
  return { ...graph, nodes: Object.fromEntries(nodes), transitions }
}
