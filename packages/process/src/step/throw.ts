import { controlOf, type GraphNode, type Trigger } from '../graph/process-graph.ts'
import type { Incident, Scope, Visit } from '../state/process-state.ts'
import { finishInstance } from './finish-instance.ts'
import { raiseIncident } from './incident.ts'
import { leave } from './leave-node.ts'
import type { Failure } from './process-event.ts'
import { type EventScope, eventScopesOf, takeEvent } from './scope.ts'
import { takeCatch } from './trigger.ts'
import { startUndo, undoItems } from './undo.ts'
import { log, nodeOf, scopeOf, type Work } from './work.ts'

/** An error, an escalation, or the call to take back what was done, from a node of the process itself. */
export function throwTrigger(work: Work, visit: Visit, { trigger, ends }: { trigger: Trigger; ends: boolean }) {
  if (trigger.on === 'compensation') return takeAllBack(work, visit, trigger.name)
  const catcher = findCatcher(work, { scope: visit.scope, trigger })
  if (trigger.on === 'error') {
    if (!catcher) return notCaught(work, visit, { during: 'throw', name: trigger.name ?? '' })
    leave(work, visit, { transitions: [] })
    return giveTo(work, catcher, undefined)
  }
  leave(work, visit, ends ? { transitions: [] } : {})
  heed(work, visit, { trigger, catcher })
}

/** A process that a node called reports something. */
export function escalate(work: Work, visit: Visit, trigger: Trigger) {
  heed(work, visit, { trigger, catcher: findCatcher(work, { visit, scope: visit.scope, trigger }) })
}

/** What nobody heeds here is for whoever waits for this instance. */
function heed(work: Work, visit: Visit, { trigger, catcher }: { trigger: Trigger; catcher: Catcher | null }) {
  const name = trigger.name ?? null
  if (catcher) giveTo(work, catcher, undefined)
  else if (work.state.called) work.effects.push({ effect: 'escalate', name })
  else log(work, 'escalation_not_caught', { visit: visit.id, data: { name } })
}

/** What nobody catches ends a process that another one called, and goes on there; else somebody has to look after it. */
function notCaught(work: Work, visit: Visit, { during, name }: { during: Incident['during']; name: string }) {
  if (!work.state.called) return raiseIncident(work, visit, during, { code: 'ERROR_NOT_CAUGHT', params: { name } })
  leave(work, visit, { transitions: [] })
  work.state.thrown = name
  finishInstance(work, 'done', name || 'error')
}

/** Work at a node has failed: errors with a name go to whoever catches them, all others are incidents. */
export function fail(work: Work, visit: Visit, { during, failure }: { during: 'run' | 'outside'; failure: Failure }) {
  const trigger: Trigger = { on: 'error', name: failure.code }
  const catcher = failure.business ? findCatcher(work, { visit, scope: visit.scope, trigger }) : null
  const isCall = controlOf(nodeOf(work, visit.node), 'call') !== null
  if (!catcher && failure.business && isCall) return notCaught(work, visit, { during, name: failure.code })
  if (!catcher) return raiseIncident(work, visit, during, failure)
  if (catcher.host !== visit) leave(work, visit, { transitions: [] })
  giveTo(work, catcher, failure.params)
}

type Catcher = { host: Visit; node: GraphNode } | { host: null; scope: Scope; event: EventScope }

interface Thrown {
  visit?: Visit
  scope: number
  trigger: Trigger
}

/** Looks on the node itself, then in the scope around it, then on the node of that scope, and so on outwards. */
function findCatcher(work: Work, { visit, scope: id, trigger }: Thrown): Catcher | null {
  const onNode = visit?.state === 'open' ? catchOn(work, visit, trigger) : null
  if (visit && onNode) return { host: visit, node: onNode }
  const scope = scopeOf(work, id)
  const inside = scope.kind === 'body' || scope.kind === 'process'
  const event = inside
    ? eventScopesOf(work.graph, scope.node).find((candidate) => fits(candidate.trigger, trigger))
    : undefined
  if (event) return { host: null, scope, event }
  if (scope.parent === null) return null
  const around = scope.visit === null ? undefined : work.state.visits[scope.visit]
  return findCatcher(work, { ...(around ? { visit: around } : {}), scope: scope.parent, trigger })
}

function catchOn(work: Work, visit: Visit, trigger: Trigger): GraphNode | null {
  const nodes = (nodeOf(work, visit.node).catches ?? []).map((key) => nodeOf(work, key))
  return nodes.find((node) => fits(controlOf(node, 'catch')?.trigger, trigger)) ?? null
}

const fits = (caught: Trigger | undefined, thrown: Trigger): boolean =>
  caught?.on === thrown.on && (caught.name === undefined || caught.name === thrown.name)

function giveTo(work: Work, catcher: Catcher, output: unknown) {
  if (catcher.host) takeCatch(work, catcher.host, { node: catcher.node, output })
  else takeEvent(work, catcher.scope.id, { event: catcher.event, output })
}

/** Takes back all that was done in the sub-process around, or what one node did. */
function takeAllBack(work: Work, visit: Visit, only: string | undefined) {
  const scopes = scopesAround(work, visit.scope)
  const done = Object.values(work.state.visits).filter(
    (candidate) => scopes.has(candidate.scope) && (only === undefined || candidate.node === only),
  )
  startUndo(work, visit, undoItems(work, done))
}

/** The sub-process that a scope belongs to, with everything inside. */
function scopesAround(work: Work, id: number): Set<number> {
  const scope = scopeOf(work, id)
  if (scope.kind === 'branches' && scope.parent !== null) return scopesAround(work, scope.parent)
  const found = new Set([id])
  for (const candidate of Object.values(work.state.scopes).sort((a, b) => a.id - b.id)) {
    if (candidate.parent !== null && found.has(candidate.parent)) found.add(candidate.id)
  }
  return found
}
