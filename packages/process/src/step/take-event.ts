import { controlOf } from '../graph/process-graph.ts'
import { Refused } from '../refused.ts'
import { actOnTask } from './act-on-task.ts'
import { answerByLink } from './answer-by-link.ts'
import { takeDeadline } from './deadline.ts'
import { proceedWith } from './enter-node.ts'
import { finishInstance } from './finish-instance.ts'
import { leave } from './leave-node.ts'
import type { EscalationEvent, FireEvent, ProcessEvent, ResultEvent, StartEvent } from './process-event.ts'
import {
  addEventTriggers,
  addItem,
  beginScope,
  eventScopesOf,
  finishScopeVisit,
  mayGrow,
  newScope,
  takeEvent,
} from './scope.ts'
import { solveIncident } from './solve-incident.ts'
import { copy, handOver, jump, urge } from './stand-in.ts'
import { recall } from './take-back.ts'
import { escalate, fail } from './throw.ts'
import { takeCatch } from './trigger.ts'
import { dropWait, keepChosen, log, nodeOf, scopeOf, setVisit, visitOf, type Work } from './work.ts'

type EventOf<Name extends ProcessEvent['event']> = Extract<ProcessEvent, { event: Name }>

/** What each event does before anything goes on. */
export const takeEventBy: { [Name in ProcessEvent['event']]: (work: Work, event: EventOf<Name>) => void } = {
  start,
  continue: () => {},
  task: actOnTask,
  fire,
  result,
  escalation,
  incident: solveIncident,
  recall,
  stop(work, { by, status }) {
    log(work, 'stop', { by })
    finishInstance(work, status, status)
  },
  add_item(work, { visit: id, value, by }) {
    const visit = visitOf(work, id)
    if (visit.state !== 'open' || !addItem(work, visit, value)) throw new Refused('NOT_REPEATING', { visit: id })
    log(work, 'add_item', { by, visit: id })
  },
  look_for_items(work, { visit: id, by }) {
    const visit = visitOf(work, id)
    if (!mayGrow(work, visit)) throw new Refused('NOT_REPEATING', { visit: id })
    log(work, 'look_for_items', { by, visit: id })
    setVisit(work, visit, { asks: 'items' })
  },
  urge,
  copy,
  jump,
  hand_over: handOver,
  link_answer: answerByLink,
  finish_scope(work, { visit: id, by }) {
    const visit = visitOf(work, id)
    if (visit.state !== 'open' || visit.needs !== 'scope') throw new Refused('NOT_REPEATING', { visit: id })
    log(work, 'finish_scope', { by, visit: id })
    finishScopeVisit(work, visit)
  },
}

function start(work: Work, { by, node, chosen, called }: StartEvent) {
  if (work.state.next !== 1) throw new Refused('ALREADY_STARTED')
  work.state.initiator = by
  if (called) work.state.called = true
  keepChosen(work, chosen)
  if (node !== undefined && !controlOf(work.graph.nodes[node], 'start')) throw new Refused('NODE_UNKNOWN', { node })
  const scope = newScope(work, { kind: 'process', parent: null, node: null, visit: null, from: [] })
  log(work, 'start', { by })
  addEventTriggers(work, scope)
  beginScope(work, scope, node ?? null)
}

/** What nobody waits for any more is written down, and changes nothing. */
export function keepLate(work: Work, { visit, attempt, node, output, error }: ResultEvent) {
  if (node === undefined) throw new Refused('RESULT_LATE', { visit, attempt })
  const said = error ? { error: error.code } : output === undefined ? {} : { output }
  log(work, 'late_answer', { visit, data: { node, ...said } })
}

function fire(work: Work, { wait: id, output }: FireEvent) {
  const wait = work.state.waits[id]
  if (!wait) throw new Refused('WAIT_OVER', { wait: id })
  dropWait(work, id)
  const visit = wait.visit === null ? null : visitOf(work, wait.visit)
  const node = nodeOf(work, wait.node)
  if (visit && wait.deadline) return takeDeadline(work, visit, wait)
  if (visit && controlOf(node, 'catch')) return takeCatch(work, visit, { node, output })
  if (visit) return proceedWith(work, visit, { node: wait.node, output })
  const scope = scopeOf(work, wait.scope)
  const event = eventScopesOf(work.graph, scope.node).find((candidate) => candidate.node.key === wait.node)
  if (event) takeEvent(work, scope.id, { event, output })
}

function escalation(work: Work, { visit: id, attempt, name }: EscalationEvent) {
  const visit = work.state.visits[id]
  const waits = visit?.state === 'open' && visit.needs === 'outside' && visit.attempt === attempt
  if (!waits) throw new Refused('RESULT_LATE', { visit: id, attempt })
  escalate(work, visit, { on: 'escalation', ...(name === null ? {} : { name }) })
}

function result(work: Work, event: ResultEvent) {
  const { visit: id, attempt, output, error } = event
  const visit = work.state.visits[id]
  if (visit?.state !== 'open' || visit.needs !== 'outside' || visit.attempt !== attempt) return keepLate(work, event)
  if (error) return fail(work, visit, { during: 'outside', failure: error })
  leave(work, visit, output === undefined ? {} : { output })
}
