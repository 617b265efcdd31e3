import { controlOf, type GraphNode, type ProcessGraph } from '../graph/process-graph.ts'
import type { Answering } from '../run/run-until-wait.ts'
import { type Plan, type PlayedEnd, playOut } from './play-out.ts'

/** One way through a process, by what was chosen on it. */
export interface Route {
  /** What was chosen, in order: transitions of choices and forks. */
  choices: { node: string; transitions: readonly string[] }[]
  nodes: string[]
  end: PlayedEnd
}

export interface Coverage {
  routes: Route[]
  /** False when there are more routes than were looked at. */
  complete: boolean
  /** What no route came to. */
  nodes: string[]
  transitions: string[]
}

const routeLimit = 300
/** In a circle the same choice comes again and again: from then on the last way out is taken. */
const choiceLimit = 12

/** Every combination of branches, whatever the conditions say: which ways there are, and what none of them comes to. */
export function coverBranches(graph: ProcessGraph, plan: Plan, limit: number = routeLimit): Coverage {
  const routes: Route[] = []
  const seen: Seen = { nodes: new Set(), transitions: new Set() }
  let script: number[] | null = []
  while (script && routes.length < limit) {
    const options: number[] = []
    const choices: Route['choices'] = []
    const answer = scripted(graph, plan.answer, { script, options, choices })
    const { visits, transitions, end } = playOut(graph, { ...plan, answer })
    for (const { node } of visits) seen.nodes.add(node)
    for (const key of transitions) seen.transitions.add(key)
    routes.push({ choices, nodes: visits.map(({ node }) => node), end })
    script = nextScript(script, options)
  }
  return { routes, complete: script === null, ...missing(graph, seen) }
}

/** What some samples, each answered in its own way, never come to. */
export function uncoveredBy(graph: ProcessGraph, plans: readonly Plan[]): Pick<Coverage, 'nodes' | 'transitions'> {
  const seen: Seen = { nodes: new Set(), transitions: new Set() }
  for (const plan of plans) {
    const { visits, transitions } = playOut(graph, plan)
    for (const { node } of visits) seen.nodes.add(node)
    for (const key of transitions) seen.transitions.add(key)
  }
  return missing(graph, seen)
}

interface Seen {
  nodes: Set<string>
  transitions: Set<string>
}

function missing(graph: ProcessGraph, seen: Seen): Pick<Coverage, 'nodes' | 'transitions'> {
  return {
    nodes: Object.keys(graph.nodes).filter((key) => !seen.nodes.has(key)),
    transitions: Object.keys(graph.transitions).filter((key) => !seen.transitions.has(key)),
  }
}

interface Scripted {
  /** Which option is taken at each choice; the first one beyond its end. */
  script: readonly number[]
  /** How many options there were, as they come. */
  options: number[]
  choices: Route['choices']
}

function scripted(graph: ProcessGraph, answer: Answering, { script, options, choices }: Scripted): Answering {
  return (need, state, at) => {
    const node = graph.nodes[need.node]
    if (need.need !== 'choose' || !node) return answer(need, state, at)
    const ways = optionsOf(graph, node)
    const place = options.length
    if (place < choiceLimit) options.push(ways.length)
    const transitions = ways[place < choiceLimit ? (script[place] ?? 0) : ways.length - 1] ?? []
    choices.push({ node: need.node, transitions })
    return { transitions: [...transitions] }
  }
}

/** For a choice each condition alone, and none; for a fork every set of them, as long as they are few. */
function optionsOf(graph: ProcessGraph, node: GraphNode): string[][] {
  const conditional = node.outgoing.filter((key) => graph.transitions[key]?.conditional)
  const single = conditional.map((key) => [key])
  const none = conditional.length < node.outgoing.length ? [[]] : []
  if (!controlOf(node, 'fork') || conditional.length > 4) return [...single, ...none]
  const sets = Array.from({ length: 2 ** conditional.length }, (_, set) =>
    conditional.filter((_key, place) => Math.floor(set / 2 ** place) % 2 === 1),
  )
  return [...sets.filter((set) => set.length > 0), ...none]
}

/** The next combination: the last choice that has another option takes it, and what came after begins anew. */
function nextScript(script: readonly number[], options: readonly number[]): number[] | null {
  const full = options.map((_count, place) => script[place] ?? 0)
  const last = full.findLastIndex((option, place) => option + 1 < (options[place] ?? 0))
  return last < 0 ? null : [...full.slice(0, last), (full[last] ?? 0) + 1]
}
