import { controlOf, type ProcessGraph } from '../graph/process-graph.ts'
import { actorsOf } from '../round/change-round.ts'
import { type Answering, runUntilWait } from '../run/run-until-wait.ts'
import type { ProcessState, Visit, Wait } from '../state/process-state.ts'
import { waysOf } from '../step/leave-node.ts'
import type { ChosenPeople, ProcessEvent, TaskAct } from '../step/process-event.ts'
import { emptyState } from '../step/step.ts'
import type { Refusal } from '../step/step-result.ts'

/** A task of somebody, about to be done. */
export interface SimulatedTask {
  node: string
  visit: number
  user: string
  round: number
}

/** How the world goes on around an instance that only exists in thought. */
export interface Plan {
  /** Who starts it, and when: the clock begins there. */
  by: string | null
  at: string
  /** The start to begin at, where there are several. */
  start?: string
  /** People whom the initiator chose. */
  chosen?: ChosenPeople
  /** Who the people are, which conditions hold, what nodes give. Unanswered questions stop it. */
  answer: Answering
  /** What somebody does with a task; without it everybody approves. */
  act?: (task: SimulatedTask) => TaskAct
  /** What comes back from work outside, by node. */
  output?: (node: string) => unknown
  /** How long somebody takes for a task, or work outside or a message takes to come, in minutes; none without it. */
  minutes?: (node: string, user: string | null) => number
  /** How many things may happen before it counts as going on for ever. */
  limit?: number
}

/** Why a simulation came to its end. `asked`: a question was not answered; `refused`: what was planned is not allowed. */
export type PlayedEnd = 'ended' | 'incident' | 'asked' | 'refused' | 'limit'

export interface PlayedOut {
  state: ProcessState
  /** All visits as they were last, in the order in which they began; also those that the state has forgotten. */
  visits: readonly Visit[]
  /** Transitions that were taken. */
  transitions: ReadonlySet<string>
  /** Who did what, when it was given to them and when they did it. */
  done: readonly { task: SimulatedTask; act: TaskAct['do']; from: string; at: string }[]
  /** When the time of tasks would be over, also where they were done before. */
  deadlines: readonly { visit: number; key: string; due: string }[]
  end: PlayedEnd
  refused?: Refusal
  at: string
}

/** Something that will happen by itself, at a time. */
interface Coming {
  at: number
  event: (at: string) => ProcessEvent
  task?: { task: SimulatedTask; act: TaskAct; from: string }
}

const defaultLimit = 500
const minute = 60_000

interface Playing {
  graph: ProcessGraph
  plan: Plan
  state: ProcessState
  visits: Map<number, Visit>
  transitions: Set<string>
  done: PlayedOut['done'][number][]
  deadlines: Map<number, PlayedOut['deadlines'][number]>
  now: number
}

/** Runs an instance from its start until it ends or cannot go on, by a clock of its own. Nothing of it is stored. */
export function playOut(graph: ProcessGraph, plan: Plan): PlayedOut {
  const now = Date.parse(plan.at)
  const playing: Playing = {
    graph,
    plan,
    state: emptyState(),
    visits: new Map(),
    transitions: new Set(),
    done: [],
    deadlines: new Map(),
    now,
  }
  const start = plan.start === undefined ? {} : { node: plan.start }
  const chosen = plan.chosen === undefined ? {} : { chosen: plan.chosen }
  let refused = take(playing, { event: 'start', at: plan.at, by: plan.by, ...start, ...chosen })
  for (let count = 0; count < (plan.limit ?? defaultLimit) && !refused; count += 1) {
    const next = playing.state.status === 'running' ? nextOf(playing) : null
    if (!next) return played(playing, endOf(playing.state))
    playing.now = Math.max(playing.now, next.at)
    const at = new Date(playing.now).toISOString()
    refused = take(playing, next.event(at))
    if (next.task && !refused) {
      playing.done.push({ task: next.task.task, act: next.task.act.do, from: next.task.from, at })
    }
  }
  return { ...played(playing, refused ? 'refused' : 'limit'), ...(refused ? { refused } : {}) }
}

function take(playing: Playing, event: ProcessEvent): Refusal | undefined {
  const { graph, state, plan } = playing
  const answer: Plan['answer'] = (need, before, at) => {
    const given = plan.answer(need, before, at)
    const node = graph.nodes[need.node]
    if (given && 'transitions' in given && node) addLines(playing, waysOf(graph, node, given.transitions))
    return given
  }
  const result = runUntilWait(graph, state, { event, answer })
  playing.state = result.state
  for (const write of result.writes) {
    if (write.write === 'wait') noteDeadline(playing, write.wait)
    if (write.write !== 'visit') continue
    playing.visits.set(write.visit.id, write.visit)
    addLines(playing, linesOf(graph, write.visit))
  }
  return result.refused
}

function noteDeadline({ deadlines }: Playing, { id, visit, deadline: key, due }: Wait) {
  if (visit !== null && key !== undefined && due !== undefined && !deadlines.has(id))
    deadlines.set(id, { visit, key, due })
}

function addLines({ transitions }: Playing, lines: readonly string[]) {
  for (const line of lines) transitions.add(line)
}

/** The line that a visit was entered by, and those that it was left by if it had no choice: joins take several at once. */
function linesOf(graph: ProcessGraph, visit: Visit): readonly string[] {
  const node = graph.nodes[visit.node]
  const entered = visit.via ? [visit.via] : []
  const chooses = node?.outgoing.some((key) => graph.transitions[key]?.conditional) || node?.control.do === 'first_of'
  return node && visit.state === 'done' && !chooses ? [...entered, ...node.outgoing] : entered
}

function played(playing: Playing, end: PlayedEnd): PlayedOut {
  const { state, visits, transitions, done, deadlines, now } = playing
  const inOrder = [...visits.values()].sort((one, other) => one.id - other.id)
  return {
    state,
    visits: inOrder,
    transitions,
    done,
    deadlines: [...deadlines.values()],
    end,
    at: new Date(now).toISOString(),
  }
}

function endOf(state: ProcessState): PlayedEnd {
  if (state.status !== 'running') return 'ended'
  const broken = [...Object.values(state.visits), ...Object.values(state.waits)].some(({ incident }) => incident)
  return broken ? 'incident' : 'asked'
}

/** The first of all that will happen; of several at the same time the one that began first. */
function nextOf(playing: Playing): Coming | null {
  const open = Object.values(playing.state.visits).filter((visit) => visit.state === 'open')
  const coming = [
    ...open.flatMap((visit) => ofVisit(playing, visit)),
    ...Object.values(playing.state.waits).flatMap((wait) => ofWait(playing, wait)),
  ]
  return coming.reduce<Coming | null>((first, next) => (first && first.at <= next.at ? first : next), null)
}

function ofVisit(playing: Playing, visit: Visit): Coming[] {
  const { plan } = playing
  if (visit.needs === 'people') return ofTask(playing, visit)
  if (visit.needs !== 'outside') return []
  const output = plan.output?.(visit.node)
  const { id, attempt } = visit
  return [
    {
      at: Date.parse(visit.enteredAt) + (plan.minutes?.(visit.node, null) ?? 0) * minute,
      event: (at) => ({ event: 'result', at, visit: id, attempt, output }),
    },
  ]
}

function ofTask({ plan, now }: Playing, visit: Visit): Coming[] {
  const pending = (visit.people ? actorsOf(visit.people) : []).filter((actor) => actor.state === 'pending')
  return pending.map((actor) => {
    const task = { node: visit.node, visit: visit.id, user: actor.user, round: visit.round }
    const act = plan.act?.(task) ?? { do: 'approve' }
    const from = actor.assignedAt ?? new Date(now).toISOString()
    return {
      at: Date.parse(from) + (plan.minutes?.(visit.node, actor.user) ?? 0) * minute,
      event: (at) => ({ event: 'task', at, visit: visit.id, by: actor.user, actor: actor.id, act }),
      task: { task, act, from },
    }
  })
}

/** Timers fire when they are due. Messages come where a node waits for them, and not where they would interrupt something. */
function ofWait({ graph, plan, state, now }: Playing, wait: Wait): Coming[] {
  if (wait.asks) return []
  const event = (at: string): ProcessEvent => ({ event: 'fire', at, wait: wait.id })
  if (wait.due !== undefined) return [{ at: Date.parse(wait.due), event }]
  const visit = wait.visit === null ? undefined : state.visits[wait.visit]
  if (visit?.needs !== 'trigger' || controlOf(graph.nodes[wait.node], 'catch')) return []
  const entered = visit ? Date.parse(visit.enteredAt) : now
  return [{ at: entered + (plan.minutes?.(wait.node, null) ?? 0) * minute, event }]
}
