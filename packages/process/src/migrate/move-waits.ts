import { controlOf, type GraphNode, type ProcessGraph } from '../graph/process-graph.ts'
import type { ProcessState, Wait } from '../state/process-state.ts'
import { eventScopesOf } from '../step/scope.ts'
import { type Move, placeOf } from './move.ts'
import type { MoveProblem } from './move-problem.ts'

interface MovedWaits {
  kept: ProcessState['waits']
  /** Those whose node has another name now. */
  changed: Wait[]
  gone: number[]
  problems: MoveProblem[]
}

/**
 * Timers and subscriptions go on where the new version has them, too, with the time that was set. Those it does not have are
 * dropped; an instance of which nothing else is left to go on by cannot go over.
 */
export function movedWaits(state: ProcessState, move: Move): MovedWaits {
  const kept: { [id: number]: Wait } = {}
  const changed: Wait[] = []
  const gone: number[] = []
  for (const wait of Object.values(state.waits)) {
    const node = placeOf(move, wait.node)
    if (!isKept(state, wait, move)) gone.push(wait.id)
    else kept[wait.id] = node === wait.node ? wait : { ...wait, node }
    if (node !== wait.node && kept[wait.id]) changed.push({ ...wait, node })
  }
  const left = new Set(Object.values(kept).map(({ visit }) => visit))
  const stranded = Object.values(state.visits).filter(
    ({ id, needs, state: stands, incident }) => stands === 'open' && needs === 'trigger' && !incident && !left.has(id),
  )
  return { kept, changed, gone, problems: stranded.map(({ node }) => ({ code: 'NOTHING_LEFT', node })) }
}

function isKept(state: ProcessState, wait: Wait, move: Move): boolean {
  const at = placeOf(move, wait.node)
  const target = move.to.nodes[at]
  if (!target) return false
  if (wait.visit === null) return startsEvent(state, wait, move)
  const visit = state.visits[wait.visit]
  if (!visit) return false
  const place = placeOf(move, visit.node)
  if (wait.deadline !== undefined) return hasDeadline(target, wait.deadline)
  const trigger = controlOf(target, 'wait')?.trigger ?? controlOf(target, 'catch')?.trigger
  if (trigger?.on !== wait.on || (trigger.name ?? undefined) !== (wait.name ?? undefined)) return false
  return at === place || controlOf(target, 'catch')?.at === place || leadsTo(move.to, place, at)
}

const hasDeadline = (node: GraphNode, key: string) =>
  controlOf(node, 'people')?.settings.deadlines?.some((deadline) => deadline.key === key) === true

const leadsTo = ({ nodes, transitions }: ProcessGraph, from: string, to: string) =>
  nodes[from]?.outgoing.some((line) => transitions[line]?.to === to) === true

/** Whether a sub-process of the same scope still begins with such an event. */
function startsEvent(state: ProcessState, { scope: id, node, on, name }: Wait, move: Move): boolean {
  const around = state.scopes[id]?.node ?? null
  const events = eventScopesOf(move.to, around === null ? null : placeOf(move, around))
  const event = events.find((candidate) => candidate.node.key === placeOf(move, node))
  return event?.trigger.on === on && event.trigger.name === name
}
