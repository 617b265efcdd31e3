import type { ProcessGraph } from '../graph/process-graph.ts'
import { type Plan, type PlayedOut, playOut } from './play-out.ts'

export interface ForecastPlan extends Omit<Plan, 'minutes'> {
  /** How often it is played. */
  runs: number
  /** From 0 to 1, the same for the same seed: the engine has no chance of its own. */
  random: () => number
  /** How long nodes took before, in minutes. Nodes without samples take no time. */
  samples: { readonly [node: string]: readonly number[] }
  /** What is different from run to run, in turn: who asks, what is answered and decided. */
  cases?: readonly (() => Partial<Pick<Plan, 'by' | 'answer' | 'act' | 'output'>>)[]
}

export interface Forecast {
  /** Minutes from start to end; null when no run ended. */
  lead: { p50: number; p90: number } | null
  /** Of each run that ended, in minutes, the shortest first. */
  leads: number[]
  /** Runs that came to an end. */
  ended: number
  /** How much there is to do for whom, the busiest first: tasks and minutes in all runs. */
  people: { user: string; tasks: number; minutes: number }[]
  /** Minutes that tasks at each node took, in all runs, the longest first. */
  nodes: { node: string; tasks: number; minutes: number }[]
}

/** Plays a process many times with durations drawn from what was measured: how long it takes, and who is busiest. */
export function forecastLoad(
  graph: ProcessGraph,
  { runs, random, samples, cases = [], ...plan }: ForecastPlan,
): Forecast {
  const leads: number[] = []
  const people = new Map<string, Share>()
  const nodes = new Map<string, Share>()
  for (let run = 0; run < runs; run += 1) {
    const played = playOut(graph, { ...plan, ...cases[run % cases.length]?.(), minutes: drawnMinutes(samples, random) })
    if (played.end === 'ended') leads.push(minutesBetween(plan.at, played.at))
    addTasks(played, people, nodes)
  }
  leads.sort((one, other) => one - other)
  const lead = leads.length > 0 ? { p50: quantile(leads, 0.5), p90: quantile(leads, 0.9) } : null
  return {
    lead,
    leads,
    ended: leads.length,
    people: ranked(people).map(([user, share]) => ({ user, ...share })),
    nodes: ranked(nodes).map(([node, share]) => ({ node, ...share })),
  }
}

interface Share {
  tasks: number
  minutes: number
}

/** One draw for each person at a node in a run: the clock looks at it more than once. */
function drawnMinutes(samples: ForecastPlan['samples'], random: () => number) {
  const drawn = new Map<string, number>()
  return (node: string, user: string | null): number => {
    const known = samples[node] ?? []
    const name = `${node} ${user ?? ''}`
    const minutes = drawn.get(name) ?? known[Math.floor(random() * known.length)] ?? 0
    drawn.set(name, minutes)
    return minutes
  }
}

const minutesBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000

function addTasks({ done }: PlayedOut, people: Map<string, Share>, nodes: Map<string, Share>) {
  for (const { task, from, at } of done) {
    const minutes = minutesBetween(from, at)
    for (const [shares, key] of [
      [people, task.user],
      [nodes, task.node],
    ] as const) {
      const share = shares.get(key) ?? { tasks: 0, minutes: 0 }
      shares.set(key, { tasks: share.tasks + 1, minutes: share.minutes + minutes })
    }
  }
}

function ranked(shares: ReadonlyMap<string, Share>): [string, Share][] {
  return [...shares].sort(([, one], [, other]) => other.minutes - one.minutes || other.tasks - one.tasks)
}

/** The smallest value that this share of the sorted values does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
