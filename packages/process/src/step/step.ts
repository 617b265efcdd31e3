import type { ProcessGraph } from '../graph/process-graph.ts'
import { Refused } from '../refused.ts'
import type { ProcessState } from '../state/process-state.ts'
import { takeAnswers } from './answer.ts'
import { enterNode } from './enter-node.ts'
import { forgetOld } from './forget-old.ts'
import type { ProcessEvent } from './process-event.ts'
import { resumeVisit } from './resume-visit.ts'
import { settleInnermost } from './settle-scope.ts'
import type { Resolved, StepResult } from './step-result.ts'
import { keepLate, takeEventBy } from './take-event.ts'
import { beginWork, needsOf, type Work } from './work.ts'

/** Nodes that are entered in one step; what is left is done in the next. */
const stepBudget = 200

/** An instance before anything has happened. */
export function emptyState(): ProcessState {
  return {
    status: 'running',
    outcome: null,
    initiator: null,
    next: 1,
    scopes: {},
    visits: {},
    ready: [],
    waits: {},
    outputs: {},
    passed: 0,
  }
}

/**
 * What follows from an event: the state as it is then, what is to be written and done, and what has to be known before it
 * goes on. Pure: the same arguments give the same result. An event that cannot be taken is `refused`, and nothing changes.
 *
 * @param resolved answers to the needs of the step before, by their ids
 */
export function step(
  graph: ProcessGraph,
  state: ProcessState,
  event: ProcessEvent,
  resolved: Resolved = {},
): StepResult {
  const work = beginWork({ graph, state, at: event.at, resolved, budget: stepBudget })
  try {
    if (state.status === 'running') {
      takeEvent(work, event)
      takeAnswers(work)
      goOn(work)
    } else if (event.event === 'result' && event.node !== undefined) keepLate(work, event)
    else throw new Refused('INSTANCE_ENDED', { status: state.status })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, params } = error
    return { state, writes: [], effects: [], needs: [], more: false, refused: { code, params } }
  }
  return resultOf(work)
}

function takeEvent(work: Work, event: ProcessEvent) {
  const take = takeEventBy[event.event] as (work: Work, event: ProcessEvent) => void
  take(work, event)
}

function goOn(work: Work) {
  finishWhatFollows(work)
  while (work.budget > 0) {
    const [next, ...rest] = work.state.ready
    if (!next) return
    work.budget -= 1
    work.state.ready = rest
    work.touched.add(next.scope)
    enterNode(work, next)
    finishWhatFollows(work)
  }
}

/** Visits that were put aside go on first: a scope is only finished when nothing in it does. */
function finishWhatFollows(work: Work) {
  for (;;) {
    const id = work.resume.shift()
    if (id !== undefined) resumeVisit(work, id)
    else if (work.touched.size > 0) settleInnermost(work)
    else return
  }
}

function resultOf(work: Work): StepResult {
  const visits = [...work.changed].flatMap((id) => work.state.visits[id] ?? [])
  const needs = needsOf(work)
  const more = work.state.ready.length > 0
  const state = forgetOld(work.state)
  return {
    state,
    writes: [...visits.map((visit) => ({ write: 'visit' as const, visit })), ...work.writes],
    effects: work.effects,
    needs,
    more,
  }
}
