import type { GraphNode, ProcessGraph, Transition } from '../graph/process-graph.ts'
import type { ProcessFacts } from './process-facts.ts'
import type { ProcessProblem } from './process-problem.ts'
import type { ProblemDefinition } from './texts/problem-definition.ts'
import { type ProblemCode, problemTexts } from './texts/problem-texts.ts'

/** What a finding is about. */
export interface Found {
  nodes?: readonly string[]
  transitions?: readonly string[]
  params?: { [name: string]: unknown }
}

/** A graph with what its checks look up all the time, and what they have found. */
export interface CheckContext {
  graph: ProcessGraph
  facts: ProcessFacts
  nodes: readonly GraphNode[]
  /** Lines whose ends exist, by the node that they leave or enter. */
  outOf: (key: string) => readonly Transition[]
  into: (key: string) => readonly Transition[]
  /** Nodes that stand in a scope; null for the process itself. */
  inside: (scope: string | null) => readonly GraphNode[]
  /** Scopes that have nodes, the process first. */
  scopes: readonly (string | null)[]
  /** Which nodes a handler takes back. */
  handlerOf: ReadonlyMap<string, readonly string[]>
  problems: ProcessProblem[]
  report: (code: ProblemCode, found: Found) => void
  /** Whether something was found that makes it pointless to follow tokens there. */
  broken: Set<string | null>
}

/** What makes a check of one kind: it looks and reports. */
export type Check = (context: CheckContext) => void

export function contextOf(graph: ProcessGraph, facts: ProcessFacts): CheckContext {
  const nodes = Object.values(graph.nodes)
  const lines = Object.values(graph.transitions).filter(({ from, to }) => graph.nodes[from] && graph.nodes[to])
  const [out, into] = [grouped(lines, ({ from }) => from), grouped(lines, ({ to }) => to)]
  const inside = grouped(nodes, ({ scope }) => scope)
  const handlers = nodes.filter(({ compensation }) => compensation !== undefined)
  const byHandler = grouped(handlers, ({ compensation }) => compensation ?? '')
  const problems: ProcessProblem[] = []
  return {
    graph,
    facts,
    nodes,
    outOf: (key) => out.get(key) ?? [],
    into: (key) => into.get(key) ?? [],
    inside: (scope) => inside.get(scope) ?? [],
    scopes: [null, ...nodes.filter(({ control }) => control.do === 'scope').map(({ key }) => key)],
    handlerOf: new Map([...byHandler].map(([key, undone]) => [key, undone.map((node) => node.key)])),
    problems,
    report(code, { nodes: about = [], transitions = [], params = {} }) {
      const { severity }: ProblemDefinition = problemTexts[code]
      problems.push({ code, severity, nodes: about, transitions, params })
    },
    broken: new Set(),
  }
}

function grouped<T, Key>(values: readonly T[], keyOf: (value: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group) group.push(value)
    else groups.set(keyOf(value), [value])
  }
  return groups
}
