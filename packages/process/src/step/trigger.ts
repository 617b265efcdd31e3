import { controlOf, type GraphNode, type Trigger } from '../graph/process-graph.ts'
import type { Visit, Wait } from '../state/process-state.ts'
import { cancelVisit } from './cancel.ts'
import { raiseWaitIncident } from './incident.ts'
import { leave } from './leave-node.ts'
import type { Answer } from './step-result.ts'
import { newId, nodeOf, scopeOf, setVisit, setWait, traceOf, type Work } from './work.ts'

interface Subscribing {
  visit: Visit | null
  scope: number
  node: string
  trigger: Trigger
}

/** Errors, escalations and calls to take back come from inside; the others are waited for. */
function waitFor(trigger: Trigger): Wait['on'] | null {
  const { on } = trigger
  return on === 'timer' || on === 'message' || on === 'signal' || on === 'condition' ? on : null
}

/** Begins to wait for time, a message, a signal or a condition. */
export function addTrigger(work: Work, { visit, scope, node, trigger }: Subscribing) {
  const on = waitFor(trigger)
  if (!on) return
  setWait(work, {
    id: newId(work),
    visit: visit?.id ?? null,
    scope,
    node,
    on,
    ...(trigger.name === undefined ? {} : { name: trigger.name }),
    ...(on === 'timer' || on === 'message' ? { asks: 'when' as const } : {}),
  })
}

/** Begins to wait for what may interrupt or accompany a visit. */
export function openCatches(work: Work, visit: Visit, node: GraphNode) {
  for (const key of node.catches ?? []) {
    const control = controlOf(nodeOf(work, key), 'catch')
    if (control) addTrigger(work, { visit, scope: visit.scope, node: key, trigger: control.trigger })
  }
}

/** When it is due, or which message it is, is known. */
export function answerWait(work: Work, wait: Wait, answer: Answer) {
  const { asks: _asks, ...known } = wait
  if ('due' in answer) setWait(work, known, { due: answer.due })
  else if ('key' in answer) setWait(work, known, answer.key === null ? {} : { key: answer.key })
  else raiseWaitIncident(work, wait, { code: 'ANSWER_UNFIT' })
}

/** Something that may happen while a visit is open has happened. */
export function takeCatch(work: Work, host: Visit, { node, output }: { node: GraphNode; output: unknown }) {
  const control = controlOf(node, 'catch')
  if (!control) return
  if (control.interrupting) cancelVisit(work, returnedFor(work, host))
  else if (control.trigger.on !== 'timer')
    addTrigger(work, { visit: host, scope: host.scope, node: node.key, trigger: control.trigger })
  leave(work, caughtVisit(work, host, node.key), { output })
}

/** Where the way itself stands: a step that is only asked on behalf of one that was put aside takes that one with it. */
function returnedFor(work: Work, visit: Visit): Visit {
  const waiting = visit.detourTo === undefined ? undefined : work.state.visits[visit.detourTo]
  return waiting?.state === 'open' ? returnedFor(work, waiting) : visit
}

function caughtVisit(work: Work, host: Visit, node: string): Visit {
  const visit: Visit = {
    id: newId(work),
    node,
    scope: scopeOf(work, host.scope).id,
    from: traceOf(work, host),
    state: 'open',
    needs: null,
    round: 1,
    attempt: 0,
    enteredAt: work.at,
    via: null,
  }
  work.state.passed += 1
  return setVisit(work, visit, {})
}
