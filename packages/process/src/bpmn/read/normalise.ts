import type { Control, Repeat } from '../../graph/process-graph.ts'
import { typeOf } from '../bpmn-element.ts'
import {
  addLine,
  addNode,
  type Draft,
  type DraftNode,
  impliedKey,
  linesOf,
  nodeAt,
  putBefore,
  putBehind,
} from './draft.ts'
import { complexJoin } from './gateway-controls.ts'
import { readRepeat } from './read-repeat.ts'

/** Says by nodes of their own what a drawing only implies: repetitions, splits and merges at activities, starts and ends. */
export function normalise(draft: Draft): void {
  for (const node of [...draft.nodes.values()]) {
    repeatNode(draft, node)
    if (node.exact) continue
    splitGateway(draft, node)
    mergeBefore(draft, node)
    forkBehind(draft, node)
  }
  for (const scope of scopesOf(draft)) {
    addStart(draft, scope)
    addEnds(draft, scope)
  }
}

/** A task that is repeated becomes a scope around the task. */
function repeatNode(draft: Draft, node: DraftNode): void {
  const repeat = node.element ? readRepeat(draft, node.element) : null
  if (node.control.do === 'scope') {
    const { repeat: stored, ...rest } = node.control
    node.control = { ...rest, ...(repeat ? { repeat: withStored(repeat, stored) } : {}) }
    return
  }
  if (!repeat) return
  const { key, type, control } = node
  const inner = { scope: key, exact: true }
  const keys = {
    start: impliedKey(draft, key, 'start'),
    each: impliedKey(draft, key, 'each'),
    end: impliedKey(draft, key, 'end'),
  }
  addNode(draft, { ...inner, key: keys.start, type: 'start_event', control: { do: 'start' } })
  addNode(draft, { ...inner, key: keys.each, type, control, ...(node.irreversible ? { irreversible: true } : {}) })
  addNode(draft, { ...inner, key: keys.end, type: 'end_event', control: { do: 'end', ends: 'branch' } })
  addLine(draft, { key: impliedKey(draft, keys.each, 'in'), from: keys.start, to: keys.each })
  addLine(draft, { key: impliedKey(draft, keys.each, 'out'), from: keys.each, to: keys.end })
  moveText(draft, key, keys.each)
  delete node.irreversible
  node.type = 'repeat'
  node.control = { do: 'scope', repeat: withStored(repeat, node.storedRepeat) }
}

/** BPMN has a limit for loops only, and an end before all are done for lists only. */
function withStored(repeat: Repeat, stored: Repeat | undefined): Repeat {
  if (stored?.mode !== repeat.mode) return repeat
  const isLoop = repeat.mode === 'while' || repeat.mode === 'until'
  return {
    ...repeat,
    ...(isLoop && stored.early !== undefined ? { early: stored.early } : {}),
    ...(stored.limit === undefined ? {} : { limit: stored.limit }),
  }
}

/** What the task itself calls or waits for goes with it. */
function moveText(draft: Draft, from: string, to: string): void {
  for (const part of [draft.parts.calls, draft.parts.triggers] as { [key: string]: unknown }[]) {
    if (!(from in part)) continue
    part[to] = part[from]
    delete part[from]
  }
}

const forks = new Set(['fork', 'choose', 'first_of', 'join'])

/** A gateway that joins and forks becomes two. */
function splitGateway(draft: Draft, node: DraftNode): void {
  if (node.control.do !== 'fork' || node.incoming.length < 2) return
  const join = joinFor(draft, node)
  if (join)
    putBefore(draft, node, {
      key: impliedKey(draft, node.key, 'join'),
      type: node.type,
      scope: node.scope,
      control: join,
    })
}

function joinFor(draft: Draft, { element, control }: DraftNode): Control | null {
  if (element && typeOf(element) === 'complexGateway') return complexJoin(element, { draft })
  const rule = control.do === 'fork' && control.branches === 'all' ? 'each_incoming' : 'reachable'
  return { do: 'join', rule }
}

/** Whoever comes to an activity goes on at once, also when others come as well: that is what a merge does. */
function mergeBefore(draft: Draft, node: DraftNode): void {
  if (node.incoming.length < 2 || forks.has(node.control.do) || node.control.do === 'pass' || node.control.do === 'end')
    return
  const key = impliedKey(draft, node.key, 'merge')
  putBefore(draft, node, { key, type: 'exclusive_gateway', scope: node.scope, control: { do: 'pass' } })
}

/** Several lines out of an activity are all taken; with conditions, those whose conditions hold. */
function forkBehind(draft: Draft, node: DraftNode): void {
  const lines = linesOf(draft, node.outgoing)
  const conditional = lines.filter((line) => line.conditional || line.element?.conditionExpression)
  if (forks.has(node.control.do) || (lines.length < 2 && conditional.length === 0)) return
  const isChoice = conditional.length === 1 && lines.every((line) => conditional.includes(line) || line.otherwise)
  const control: Control = isChoice
    ? { do: 'choose' }
    : { do: 'fork', branches: conditional.length > 0 ? 'some' : 'all', join: null }
  const type = isChoice ? 'exclusive_gateway' : conditional.length > 0 ? 'inclusive_gateway' : 'parallel_gateway'
  putBehind(draft, node, { key: impliedKey(draft, node.key, 'fork'), type, scope: node.scope, control })
}

function scopesOf(draft: Draft): (DraftNode | null)[] {
  return [null, ...[...draft.nodes.values()].filter((node) => node.control.do === 'scope')]
}

function insideOf(draft: Draft, scope: DraftNode | null): DraftNode[] {
  return [...draft.nodes.values()].filter((node) => node.scope === (scope?.key ?? null))
}

/** Without a start event, everything that no line leads to begins at once. */
function addStart(draft: Draft, scope: DraftNode | null): void {
  const inside = insideOf(draft, scope)
  const starts = inside.filter((node) => node.control.do === 'start')
  if (scope && starts.length > 1) draft.problems.error('several_starts', scope.element)
  const isEvent = scope?.control.do === 'scope' && scope.control.event
  const hasTrigger = starts.some(({ control }) => control.do === 'start' && control.trigger)
  if (isEvent && scope && (starts.length !== 1 || !hasTrigger))
    draft.problems.error('event_start_missing', scope.element)
  if (starts.length > 0 || inside.length === 0 || isEvent) return
  const handlers = new Set([...draft.nodes.values()].map((node) => node.compensation))
  const first = inside.filter(
    (node) => node.incoming.length === 0 && !node.aside && !isEventScope(node) && !handlers.has(node.key),
  )
  const key = impliedKey(draft, scope?.key ?? draft.key, 'start')
  const start = addNode(draft, { key, type: 'start_event', scope: scope?.key ?? null, control: { do: 'start' } })
  for (const node of first) addLine(draft, { key: impliedKey(draft, node.key, 'in'), from: key, to: node.key })
  forkBehind(draft, start)
}

const isEventScope = ({ control }: DraftNode): boolean => control.do === 'scope' && control.event !== undefined

/** What leads nowhere ends there. */
function addEnds(draft: Draft, scope: DraftNode | null): void {
  const handlers = new Set([...draft.nodes.values()].map((node) => node.compensation))
  for (const node of insideOf(draft, scope)) {
    const { control, key } = node
    const isOver = control.do === 'end' || (control.do === 'throw' && control.ends)
    const isAside = isEventScope(node) || handlers.has(key) || node.element?.isForCompensation === true
    if (node.outgoing.length > 0 || isOver || isAside || node.exact) continue
    const end = impliedKey(draft, key, 'end')
    addNode(draft, { key: end, type: 'end_event', scope: scope?.key ?? null, control: { do: 'end', ends: 'branch' } })
    addLine(draft, { key: impliedKey(draft, key, 'out'), from: key, to: end })
  }
  if (scope && insideOf(draft, scope).length === 0) addEmptyBody(draft, nodeAt(draft, scope.key))
}

/** An empty sub-process is passed. */
function addEmptyBody(draft: Draft, { key }: DraftNode): void {
  const [start, end] = [impliedKey(draft, key, 'start'), impliedKey(draft, key, 'end')]
  addNode(draft, { key: start, type: 'start_event', scope: key, control: { do: 'start' } })
  addNode(draft, { key: end, type: 'end_event', scope: key, control: { do: 'end', ends: 'branch' } })
  addLine(draft, { key: impliedKey(draft, start, 'out'), from: start, to: end })
}
