import { type Control, type ControlName, controlOf, type GraphNode } from '../graph/process-graph.ts'
import type { Ready, Visit } from '../state/process-state.ts'
import { cancelScopeContent } from './cancel.ts'
import { raiseIncident } from './incident.ts'
import { arrive } from './join.ts'
import { leave, leaveBy } from './leave-node.ts'
import { openScope } from './scope.ts'
import { throwTrigger } from './throw.ts'
import { addTrigger, openCatches } from './trigger.ts'
import { dropWait, newId, nodeOf, publish, scopeOf, setVisit, traceOf, type Work } from './work.ts'

/** Visits in one instance; one more stops it as an incident, so that a circle without waiting ends. */
const visitLimit = 20_000

/** Goes to the node that a place leads to. */
export function enterNode(work: Work, ready: Ready) {
  const node = nodeOf(work, ready.node)
  if (node.control.do === 'join') return arrive(work, node, ready)
  const visit = openVisit(work, node, ready)
  if (work.state.passed > visitLimit) return raiseIncident(work, visit, 'limit', { code: 'TOO_MANY_STEPS' })
  enterBy[node.control.do](work, visit, node)
}

function openVisit(work: Work, node: GraphNode, ready: Ready): Visit {
  const visit: Visit = {
    id: newId(work),
    node: node.key,
    scope: ready.scope,
    from: ready.from,
    state: 'open',
    needs: null,
    round: 1,
    attempt: 0,
    enteredAt: work.at,
    ...(ready.undoFor === undefined ? {} : { undoFor: ready.undoFor }),
    via: ready.transition,
  }
  work.state.passed += 1
  return setVisit(work, visit, {})
}

/** A visit that was put aside, or failed, begins what it has to do once more. */
export function beginAgain(work: Work, visit: Visit) {
  const { incident: _incident, asks: _asks, ...rest } = visit
  const open = setVisit(work, { ...rest, id: visit.id }, { needs: null, state: 'open' })
  enterBy[nodeOf(work, visit.node).control.do](work, open, nodeOf(work, visit.node))
}

type Enter = (work: Work, visit: Visit, node: GraphNode) => void

const goOn: Enter = (work, visit) => leave(work, visit, {})

const ask =
  (question: Visit['asks'], catches = false): Enter =>
  (work, visit, node) => {
    const asked = setVisit(work, visit, {
      needs: 'answer',
      attempt: visit.attempt + 1,
      ...(question ? { asks: question } : {}),
    })
    if (catches) openCatches(work, asked, node)
  }

const outside =
  (effect: 'run' | 'call'): Enter =>
  (work, visit, node) => {
    const attempt = visit.attempt + 1
    const waiting = setVisit(work, visit, { needs: 'outside', attempt })
    work.effects.push({ effect, visit: visit.id, attempt, node: node.key })
    openCatches(work, waiting, node)
  }

/** A choice with one line out, and a fork without conditions, have nothing to ask. */
function decides(work: Work, node: GraphNode): boolean {
  return node.outgoing.some((key) => work.graph.transitions[key]?.conditional)
}

const enterBy: Record<ControlName, Enter> = {
  start: goOn,
  pass: goOn,
  join: goOn,
  end(work, visit, node) {
    const control = controlOf(node, 'end')
    if (control?.outcome) work.state.outcome = control.outcome
    const scope = enclosing(work, visit.scope)
    leave(work, visit, { transitions: [], ...(control?.outcome ? { outcome: control.outcome } : {}) })
    if (control?.ends === 'scope') cancelScopeContent(work, scope)
  },
  choose(work, visit, node) {
    if (decides(work, node)) return ask('choose')(work, visit, node)
    leaveBy(work, visit, node, [])
  },
  fork(work, visit, node) {
    const control = node.control as Extract<Control, { do: 'fork' }>
    if (control.branches === 'some' && decides(work, node)) return ask('choose')(work, visit, node)
    leaveBy(work, visit, node, node.outgoing)
  },
  first_of(work, visit, node) {
    const waiting = setVisit(work, visit, { needs: 'trigger' })
    for (const key of node.outgoing) {
      const target = nodeOf(work, work.graph.transitions[key]?.to ?? '')
      const trigger = controlOf(target, 'wait')?.trigger
      if (trigger) addTrigger(work, { visit: waiting, scope: waiting.scope, node: target.key, trigger })
    }
  },
  people: ask('people', true),
  run(work, visit, node) {
    if (controlOf(node, 'run')?.where === 'outside') return outside('run')(work, visit, node)
    ask('run', true)(work, visit, node)
  },
  wait(work, visit, node) {
    const waiting = setVisit(work, visit, { needs: 'trigger' })
    const trigger = controlOf(node, 'wait')?.trigger
    if (trigger) addTrigger(work, { visit: waiting, scope: waiting.scope, node: node.key, trigger })
    openCatches(work, waiting, node)
  },
  call: outside('call'),
  scope(work, visit, node) {
    const open = setVisit(work, visit, { needs: 'scope' })
    openCatches(work, open, node)
    openScope(work, open, node)
  },
  throw(work, visit, node) {
    const control = controlOf(node, 'throw')
    if (!control) return goOn(work, visit, node)
    const { trigger } = control
    if (trigger.on === 'message' || trigger.on === 'signal') {
      publish(work, visit, trigger)
      return leave(work, visit, control.ends ? { transitions: [] } : {})
    }
    throwTrigger(work, visit, { trigger, ends: control.ends === true })
  },
  catch: goOn,
}

/** The sub-process or process that a scope belongs to. */
function enclosing(work: Work, id: number): number {
  const scope = scopeOf(work, id)
  return scope.kind === 'branches' && scope.parent !== null ? enclosing(work, scope.parent) : id
}

/** Time has come, or a message, for a node that waited, or for one of the ways that it could go. */
export function proceedWith(work: Work, visit: Visit, { node, output }: { node: string; output: unknown }) {
  for (const wait of Object.values(work.state.waits)) if (wait.visit === visit.id) dropWait(work, wait.id)
  if (node === visit.node) return leave(work, visit, { output })
  const way = nodeOf(work, visit.node).outgoing.find((key) => work.graph.transitions[key]?.to === node)
  leave(work, visit, { transitions: [] })
  const next = openVisit(work, nodeOf(work, node), {
    id: newId(work),
    scope: visit.scope,
    node,
    transition: way ?? null,
    from: traceOf(work, visit),
  })
  leave(work, next, { output })
}
