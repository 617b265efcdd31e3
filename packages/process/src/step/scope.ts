import { canonicalJson } from '@mortise/core'
import { controlOf, type GraphNode, type ProcessGraph, type Repeat, type Trigger } from '../graph/process-graph.ts'
import type { Scope, Visit } from '../state/process-state.ts'
import { cancelScopeContent } from './cancel.ts'
import { raiseIncident } from './incident.ts'
import { leave } from './leave-node.ts'
import { addTrigger } from './trigger.ts'
import {
  dropWait,
  newId,
  nodeOf,
  scopeOf,
  scopesIn,
  setScope,
  setVisit,
  traceOf,
  union,
  visitOf,
  type Work,
} from './work.ts'

const turnLimit = 1000

/** Opens what is inside a sub-process, or asks what it is repeated over. */
export function openScope(work: Work, visit: Visit, node: GraphNode) {
  const repeat = controlOf(node, 'scope')?.repeat
  if (!repeat) return openBody(work, visit, { parent: visit.scope, node: node.key, from: traceOf(work, visit) })
  const around = newScope(work, {
    kind: 'repeat',
    parent: visit.scope,
    node: node.key,
    visit: visit.id,
    from: traceOf(work, visit),
  })
  setScope(work, around, { turns: { items: null, started: 0, finished: 0 } })
  if (repeat.mode === 'until') return startTurn(work, visit, around.id)
  setVisit(work, visit, { asks: repeat.mode === 'while' ? 'while' : 'items' })
}

interface NewScope {
  kind: Scope['kind']
  parent: number | null
  node: string | null
  visit: number | null
  from: number[]
  item?: Scope['item']
}

export function newScope(work: Work, { item, ...scope }: NewScope): Scope {
  const opened: Scope = {
    id: newId(work),
    state: 'open',
    arrivals: [],
    endings: [],
    ...scope,
    ...(item ? { item } : {}),
  }
  work.state.scopes[opened.id] = opened
  return opened
}

interface Body {
  parent: number
  node: string
  from: number[]
  item?: { index: number; value: unknown }
}

export function openBody(work: Work, visit: Visit, body: Body) {
  const scope = newScope(work, { kind: 'body', visit: visit.id, ...body })
  addEventTriggers(work, scope)
  beginScope(work, scope, null)
}

/** Enters a scope by the start that is named, or by its own. */
export function beginScope(work: Work, scope: Scope, start: string | null) {
  for (const key of start ? [start] : entriesOf(work.graph, scope.node)) {
    work.state.ready.push({ id: newId(work), scope: scope.id, node: key, transition: null, from: scope.from })
  }
  work.touched.add(scope.id)
}

/** Where a scope begins: at its start, or at all that nothing leads to. */
export function entriesOf(graph: ProcessGraph, scope: string | null): string[] {
  const inside = Object.values(graph.nodes).filter((node) => node.scope === scope)
  const starts = inside.filter((node) => controlOf(node, 'start') && !controlOf(node, 'start')?.trigger)
  if (starts.length > 0) return [starts[0]?.key ?? '']
  const handlers = new Set(inside.flatMap(({ compensation }) => compensation ?? []))
  const begins = (node: GraphNode) =>
    node.incoming.length === 0 &&
    !handlers.has(node.key) &&
    !controlOf(node, 'catch') &&
    !controlOf(node, 'start') &&
    !controlOf(node, 'scope')?.event
  const entries = inside.filter(begins).map(({ key }) => key)
  return entries.length > 0
    ? entries
    : inside
        .filter((node) => controlOf(node, 'start'))
        .map(({ key }) => key)
        .slice(0, 1)
}

/** What event sub-processes of a scope wait for. */
export function addEventTriggers(work: Work, scope: Scope) {
  for (const { node, trigger } of eventScopesOf(work.graph, scope.node)) {
    addTrigger(work, { visit: null, scope: scope.id, node: node.key, trigger })
  }
}

export interface EventScope {
  node: GraphNode
  trigger: Trigger
  interrupting: boolean
}

export function eventScopesOf(graph: ProcessGraph, scope: string | null): EventScope[] {
  return Object.values(graph.nodes).flatMap((node) => {
    const event = node.scope === scope ? controlOf(node, 'scope')?.event : undefined
    if (!event) return []
    const start = Object.values(graph.nodes).find(
      (inner) => inner.scope === node.key && controlOf(inner, 'start')?.trigger,
    )
    const trigger = controlOf(start, 'start')?.trigger
    return trigger ? [{ node, trigger, interrupting: event.interrupting }] : []
  })
}

/** An event sub-process begins; what is in the scope ends if it interrupts. */
export function takeEvent(work: Work, scopeId: number, { event, output }: { event: EventScope; output: unknown }) {
  const scope = scopeOf(work, scopeId)
  if (event.interrupting) cancelScopeContent(work, scopeId)
  else if (event.trigger.on !== 'timer') {
    addTrigger(work, { visit: null, scope: scopeId, node: event.node.key, trigger: event.trigger })
  }
  if (output !== undefined) work.state.outputs[event.node.key] = output
  const visit = setVisit(
    work,
    {
      id: newId(work),
      node: event.node.key,
      scope: scopeId,
      from: scope.from,
      state: 'open',
      needs: 'scope',
      round: 1,
      attempt: 0,
      enteredAt: work.at,
      via: null,
    },
    {},
  )
  openBody(work, visit, { parent: scopeId, node: event.node.key, from: traceOf(work, visit) })
}

const repeatOf = (work: Work, visit: Visit): Repeat | undefined => controlOf(nodeOf(work, visit.node), 'scope')?.repeat

const repeatScope = (work: Pick<Work, 'state'>, visit: Visit): Scope | undefined =>
  Object.values(work.state.scopes).find(
    (scope) => scope.kind === 'repeat' && scope.visit === visit.id && scope.state !== 'cancelled',
  )

/** The next turn, or the next item. */
function startTurn(work: Work, visit: Visit, aroundId: number) {
  const around = scopeOf(work, aroundId)
  const turns = around.turns ?? { items: null, started: 0, finished: 0 }
  if (turns.started >= (repeatOf(work, visit)?.limit ?? turnLimit) && !turns.items) {
    return raiseIncident(work, visit, 'limit', { code: 'TOO_MANY_TURNS', params: { turns: turns.started } })
  }
  setScope(work, around, { turns: { ...turns, started: turns.started + 1 } })
  openBody(work, visit, {
    parent: aroundId,
    node: visit.node,
    from: union(traceOf(work, visit), repeatOf(work, visit)?.mode === 'all_at_once' ? [] : around.endings),
    item: { index: turns.started, value: turns.items?.[turns.started] ?? null },
  })
}

/** The items are known. */
export function answerItems(work: Work, visit: Visit, items: unknown[]) {
  const around = repeatScope(work, visit)
  if (!around) return
  if (around.turns?.items) return addNewItems(work, visit, { known: around.turns.items, found: items })
  setScope(work, around, { turns: { items, started: 0, finished: 0 } })
  const atOnce = repeatOf(work, visit)?.mode === 'all_at_once' ? items.length : Math.min(items.length, 1)
  for (let turn = 0; turn < atOnce; turn += 1) startTurn(work, visit, around.id)
  if (items.length === 0) finishScopeVisit(work, visit)
}

/** Whether there is another turn, or it was enough. */
export function answerTurn(work: Work, visit: Visit, { question, holds }: { question: string; holds: boolean }) {
  const around = repeatScope(work, visit)
  if (!around) return
  const enough = question === 'while' ? !holds : holds
  if (enough) return finishScopeVisit(work, visit)
  if (question === 'early') return afterTurn(work, visit, around.id)
  startTurn(work, visit, around.id)
}

/** One more item for a repetition over a list that is under way. */
export function addItem(work: Work, visit: Visit, value: unknown): boolean {
  const around = repeatScope(work, visit)
  const items = around?.turns?.items
  if (!around?.turns || !items || around.state !== 'open') return false
  setScope(work, around, { turns: { ...around.turns, items: [...items, value] } })
  if (repeatOf(work, visit)?.mode === 'all_at_once') startTurn(work, visit, around.id)
  return true
}

/** Of what was found once more, what was not there before; what is gone meanwhile stays. */
function addNewItems(work: Work, visit: Visit, { known, found }: { known: unknown[]; found: unknown[] }) {
  // Members of a stored item are in the order of the database.
  const before = new Set(known.map(canonicalJson))
  for (const item of found) if (!before.has(canonicalJson(item))) addItem(work, visit, item)
}

/** Whether further items can be looked for: a list is being gone through, and nothing else is asked about it. */
export function mayGrow(work: Pick<Work, 'state'>, visit: Visit): boolean {
  if (visit.state !== 'open' || visit.needs !== 'scope' || visit.asks || visit.incident) return false
  const around = repeatScope(work, visit)
  return around?.state === 'open' && Array.isArray(around.turns?.items)
}

/** What is inside a sub-process, or one turn of it, has finished. */
export function finishBody(work: Work, body: Scope) {
  dropScopeWaits(work, body.id)
  const closed = setScope(work, body, { state: 'closed' })
  const visit = visitOf(work, body.visit ?? 0)
  const around = repeatScope(work, visit)
  if (!around || around.id !== body.parent) return leaveScope(work, visit, union(traceOf(work, visit), closed.endings))
  const turns = around.turns ?? { items: null, started: 0, finished: 0 }
  setScope(work, around, {
    turns: { ...turns, finished: turns.finished + 1 },
    endings: union(around.endings, closed.endings),
  })
  const mode = repeatOf(work, visit)?.mode
  if (mode === 'while' || mode === 'until') setVisit(work, visit, { asks: mode })
  else if (isLeftOver(work, visit, around.id) && repeatOf(work, visit)?.early) setVisit(work, visit, { asks: 'early' })
  else afterTurn(work, visit, around.id)
}

/** Over a list: the next item, or the end. */
function afterTurn(work: Work, visit: Visit, aroundId: number) {
  if (!isLeftOver(work, visit, aroundId)) return finishScopeVisit(work, visit)
  const { turns } = scopeOf(work, aroundId)
  if (repeatOf(work, visit)?.mode === 'one_by_one' && turns?.started === turns?.finished)
    startTurn(work, visit, aroundId)
}

/**
 * Whether there are items that are not done. Of those that began at once, the ones that are still alive count: a
 * repetition that had been enough, and that a return leads back into, does not wait for what it had ended.
 */
function isLeftOver(work: Work, visit: Visit, aroundId: number): boolean {
  const { turns } = scopeOf(work, aroundId)
  if (repeatOf(work, visit)?.mode === 'all_at_once') return scopesIn(work, aroundId).length > 0
  return (turns?.finished ?? 0) < (turns?.items?.length ?? 0)
}

/** The sub-process or repetition is over; what is still open in it ends. */
export function finishScopeVisit(work: Work, visit: Visit) {
  const inner = Object.values(work.state.scopes).filter((scope) => scope.visit === visit.id && scope.state === 'open')
  const endings = inner.map((scope) => scope.endings)
  for (const scope of inner) {
    if (scopeOf(work, scope.id).state !== 'open') continue
    cancelScopeContent(work, scope.id)
    setScope(work, scopeOf(work, scope.id), { state: scope.kind === 'repeat' ? 'closed' : 'cancelled' })
  }
  leaveScope(work, visit, union(traceOf(work, visit), ...endings))
}

function leaveScope(work: Work, visit: Visit, from: number[]) {
  const event = controlOf(nodeOf(work, visit.node), 'scope')?.event
  leave(work, visit, event ? { from, transitions: [] } : { from })
}

export function dropScopeWaits(work: Work, id: number) {
  for (const wait of Object.values(work.state.waits))
    if (wait.scope === id && wait.visit === null) dropWait(work, wait.id)
}
