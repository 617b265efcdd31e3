import { controlOf, type ProcessGraph } from '../graph/process-graph.ts'
import { actorsOf } from '../round/change-round.ts'
import type { Actor } from '../round/round.ts'
import type { Incident, Visit } from '../state/process-state.ts'
import { type Plan, type PlayedEnd, playOut } from './play-out.ts'

/** Somebody who would be asked. */
export interface WalkPerson {
  user: string
  /** Who may act for them while they are away. */
  agents?: string[]
  /** Why this person, as the answer said. */
  reason?: unknown
  /** They would not be asked: it counts as agreed, because they agreed before. */
  passed: boolean
  /** They would decide about what they began themselves. */
  self: boolean
  outcome: Actor['state']
}

/** One node that would be passed. */
export interface WalkStep {
  node: string
  visit: number
  from: string
  to: string | null
  outcome: string | null
  /** For nodes of people: who; empty when nobody was found. */
  people: WalkPerson[] | null
  incident: Incident | null
  /** When the time for it would be over, by the key of the deadline. */
  deadlines: { key: string; due: string }[]
}

/** The way that an instance would take. */
export interface Walk {
  steps: WalkStep[]
  transitions: string[]
  status: string
  outcome: string | null
  end: PlayedEnd
  /** When it would be over, or stopped. */
  at: string
}

/** The way that an instance would take, and whom it would ask: what is shown before it is submitted. */
export function walkProcess(graph: ProcessGraph, plan: Plan): Walk {
  const { visits, state, transitions, deadlines, end, at } = playOut(graph, plan)
  const steps = visits.map((visit) => ({
    ...walkStep(graph, visit, plan.by),
    deadlines: deadlines.flatMap(({ visit: of, key, due }) => (of === visit.id ? [{ key, due }] : [])),
  }))
  return { steps, transitions: [...transitions], status: state.status, outcome: state.outcome, end, at }
}

function walkStep(graph: ProcessGraph, visit: Visit, initiator: string | null): Omit<WalkStep, 'deadlines'> {
  const isTask = controlOf(graph.nodes[visit.node], 'people') !== null
  const actors = visit.people ? actorsOf(visit.people) : []
  return {
    node: visit.node,
    visit: visit.id,
    from: visit.enteredAt,
    to: visit.leftAt ?? null,
    outcome: visit.outcome ?? null,
    people: isTask ? actors.map((actor) => walkPerson(actor, initiator)) : null,
    incident: visit.incident ?? null,
  }
}

function walkPerson({ user, agents, reason, state }: Actor, initiator: string | null): WalkPerson {
  const why = reason === undefined ? {} : { reason }
  return {
    user,
    ...(agents ? { agents } : {}),
    ...why,
    passed: state === 'passed',
    self: user === initiator,
    outcome: state,
  }
}
