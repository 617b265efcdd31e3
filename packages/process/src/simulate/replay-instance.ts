import type { ProcessGraph } from '../graph/process-graph.ts'
import type { Answering } from '../run/run-until-wait.ts'
import type { TaskAct } from '../step/process-event.ts'
import type { Answer } from '../step/step-result.ts'
import type { Plan, SimulatedTask } from './play-out.ts'
import { type Walk, walkProcess } from './walk-process.ts'

/** A finished instance, as far as it can be played again: what was answered and decided at each node, in order. */
export interface RecordedInstance {
  by: string | null
  at: string
  answers: { readonly [node: string]: readonly Answer[] }
  acts: { readonly [node: string]: readonly { user: string; act: TaskAct }[] }
  /** What came back from outside. */
  outputs?: { readonly [node: string]: unknown }
  /** How long people took at each node, or the work there did, in minutes. */
  minutes?: { readonly [node: string]: number }
  /** Nodes that were passed, in order. */
  route: readonly string[]
  /** How many people were asked, by node. */
  people: { readonly [node: string]: number }
  outcome: string | null
}

export interface ReplayDifference {
  walk: Walk
  /** Nodes that only the new, or only the old graph comes to. */
  added: string[]
  removed: string[]
  people: { node: string; before: number; after: number }[]
  /** Null when it is the same. */
  outcome: { before: string | null; after: string | null } | null
  /** Nodes that asked what was not recorded: they did not exist, or were not come to. */
  asked: string[]
}

/** Plays what was recorded through another graph. `answer` is asked about what was not recorded. */
export function replayInstance(
  graph: ProcessGraph,
  recorded: RecordedInstance,
  answer: Answering = () => undefined,
): ReplayDifference {
  const asked = new Set<string>()
  const walk = walkProcess(graph, {
    by: recorded.by,
    at: recorded.at,
    answer: recordedAnswers(graph, recorded, { answer, asked }),
    act: recordedActs(recorded),
    output: (node) => recorded.outputs?.[node],
    minutes: (node) => recorded.minutes?.[node] ?? 0,
  })
  const route = walk.steps.map(({ node }) => node)
  return {
    walk,
    added: [...new Set(route)].filter((node) => !recorded.route.includes(node)),
    removed: [...new Set(recorded.route)].filter((node) => !route.includes(node)),
    people: peopleDifferences(walk, recorded),
    outcome: walk.outcome === recorded.outcome ? null : { before: recorded.outcome, after: walk.outcome },
    asked: [...asked],
  }
}

interface Fallback {
  answer: Answering
  asked: Set<string>
}

/** What was recorded, for whoever plays it. */
export const recordedPlan = (graph: ProcessGraph, recorded: RecordedInstance, answer: Answering): RecordedPlan => ({
  by: recorded.by,
  answer: recordedAnswers(graph, recorded, { answer, asked: new Set() }),
  act: recordedActs(recorded),
  output: (node) => recorded.outputs?.[node],
})

export type RecordedPlan = Pick<Plan, 'by' | 'answer'> & Required<Pick<Plan, 'act' | 'output'>>

/** Each node gives its answers in order, the last one again if it is asked more often. */
function recordedAnswers(graph: ProcessGraph, { answers }: RecordedInstance, { answer, asked }: Fallback): Answering {
  const given = new Map<string, number>()
  return (need, state, at) => {
    const name = `${need.node} ${need.need}`
    const known = (answers[need.node] ?? []).filter((one) => fits(need.need, one))
    const place = given.get(name) ?? 0
    given.set(name, place + 1)
    const recorded = known[Math.min(place, known.length - 1)]
    if (recorded) return onlyKnownLines(graph, recorded)
    asked.add(need.node)
    return answer(need, state, at)
  }
}

/** Transitions that the graph does not have any more cannot hold. */
function onlyKnownLines(graph: ProcessGraph, answer: Answer): Answer {
  if (!('transitions' in answer)) return answer
  return { transitions: answer.transitions.filter((key) => graph.transitions[key]) }
}

const answerShapes: { readonly [need: string]: readonly string[] } = {
  people: ['people'],
  choose: ['transitions'],
  run: ['output'],
  items: ['items'],
  while: ['holds'],
  until: ['holds'],
  early: ['holds'],
  when: ['due', 'key'],
  superiors: ['superiors'],
}

function fits(need: string, answer: Answer): boolean {
  return (answerShapes[need] ?? []).some((shape) => shape in answer)
}

/** People do what they did; whoever was not asked then, approves. */
function recordedActs({ acts }: RecordedInstance): (task: SimulatedTask) => TaskAct {
  const given = new Map<string, number>()
  const planned = new Map<string, TaskAct>()
  return ({ node, user, visit, round }) => {
    const name = `${visit} ${user} ${round}`
    const known = planned.get(name)
    if (known) return known
    const own = (acts[node] ?? []).filter((done) => done.user === user)
    const place = given.get(`${node} ${user}`) ?? 0
    given.set(`${node} ${user}`, place + 1)
    const act = own[place]?.act ?? { do: 'approve' }
    planned.set(name, act)
    return act
  }
}

function peopleDifferences(walk: Walk, recorded: RecordedInstance): ReplayDifference['people'] {
  const after = new Map<string, number>()
  for (const { node, people } of walk.steps) if (people) after.set(node, (after.get(node) ?? 0) + people.length)
  const nodes = new Set([...after.keys(), ...Object.keys(recorded.people)])
  return [...nodes].flatMap((node) => {
    const [before, now] = [recorded.people[node] ?? 0, after.get(node) ?? 0]
    return before === now ? [] : [{ node, before, after: now }]
  })
}
