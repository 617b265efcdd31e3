import type { Chance } from '@mortise/expressions/testing'
import type { GraphNode, ProcessGraph, Transition } from '../graph/process-graph.ts'
import { people } from './graph-of.ts'
import { mutateGraph } from './mutate-graph.ts'

/** A graph as somebody might edit it: a step more, a step less, a step called otherwise, or something changed at random. */
export function editGraph(graph: ProcessGraph, chance: Chance): ProcessGraph {
  return chance.pick([insertStep, insertStep, removeStep, removeStep, renameStep, mutateGraph])(graph, chance)
}

function insertStep(graph: ProcessGraph, chance: Chance): ProcessGraph {
  const line = chance.pick(Object.values(graph.transitions))
  const scope = graph.nodes[line.from]?.scope ?? null
  const key = `new${chance.below(1000)}`
  const step: GraphNode = { key, type: 'people', scope, control: people(), incoming: [], outgoing: [] }
  const second: Transition = { key: `${key}>${line.to}`, from: key, to: line.to }
  return rebuilt({
    ...graph,
    nodes: { ...graph.nodes, [key]: step },
    transitions: { ...graph.transitions, [line.key]: { ...line, to: key }, [second.key]: second },
  })
}

/** What led to it leads to what it led to. */
function removeStep(graph: ProcessGraph, chance: Chance): ProcessGraph {
  const simple = Object.values(graph.nodes).filter(
    ({ control, incoming, outgoing, catches }) =>
      ['people', 'run', 'wait', 'pass'].includes(control.do) &&
      incoming.length > 0 &&
      outgoing.length === 1 &&
      (catches ?? []).length === 0,
  )
  if (simple.length === 0) return graph
  const { key, outgoing } = chance.pick(simple)
  const next = graph.transitions[outgoing[0] ?? '']?.to ?? ''
  const { [key]: _gone, ...nodes } = graph.nodes
  const lines = Object.values(graph.transitions)
    .filter(({ from }) => from !== key)
    .map((line) => (line.to === key ? { ...line, to: next } : line))
  return rebuilt({ ...graph, nodes, transitions: Object.fromEntries(lines.map((line) => [line.key, line])) })
}

function renameStep(graph: ProcessGraph, chance: Chance): ProcessGraph {
  const steps = Object.values(graph.nodes).filter(({ control, catches }) => control.do === 'people' && !catches?.length)
  if (steps.length === 0) return graph
  const step = chance.pick(steps)
  const key = `${step.key}_renamed`
  const { [step.key]: _gone, ...nodes } = graph.nodes
  const named = (node: string) => (node === step.key ? key : node)
  const lines = Object.values(graph.transitions).map((line) => ({
    ...line,
    from: named(line.from),
    to: named(line.to),
  }))
  return rebuilt({
    ...graph,
    nodes: { ...nodes, [key]: { ...step, key } },
    transitions: Object.fromEntries(lines.map((line) => [line.key, line])),
  })
}

function rebuilt(graph: ProcessGraph): ProcessGraph {
  const lines = Object.values(graph.transitions)
  const nodes = Object.values(graph.nodes).map((node): [string, GraphNode] => [
    node.key,
    {
      ...node,
      incoming: lines.filter(({ to }) => to === node.key).map(({ key }) => key),
      outgoing: lines.filter(({ from }) => from === node.key).map(({ key }) => key),
    },
  ])
  return { ...graph, nodes: Object.fromEntries(nodes) }
}
