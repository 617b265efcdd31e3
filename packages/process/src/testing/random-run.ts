import type { Chance } from '@mortise/expressions/testing'
import { controlOf, type ProcessGraph } from '../graph/process-graph.ts'
import { actorsOf } from '../round/change-round.ts'
import type { ProcessState, Visit, Wait } from '../state/process-state.ts'
import type { IncidentEvent, ProcessEvent, TaskAct } from '../step/process-event.ts'
import type { Answer, Need } from '../step/step-result.ts'

type Without<Event> = Event extends ProcessEvent ? Omit<Event, 'at'> : never

/** What may happen to an instance next, without its time. */
export type Happening = Without<ProcessEvent>

const users = ['ann', 'bob', 'cy', 'di']

/** Something that may happen next, mostly what makes sense; null when nothing can. */
export function randomHappening(
  graph: ProcessGraph,
  state: ProcessState,
  { chance, back }: { chance: Chance; back: boolean },
): Happening | null {
  const open = Object.values(state.visits).filter((visit) => visit.state === 'open')
  const choices: (() => Happening)[] = [
    ...open.flatMap((visit) => ofVisit(graph, state, visit, { chance, back })),
    ...Object.values(state.waits).flatMap((wait) => ofWait(wait, chance)),
  ]
  if (back && chance.happens(0.02)) choices.push(() => ({ event: 'recall', by: 'ann', confirmed: true }))
  if (chance.happens(0.005)) choices.push(() => ({ event: 'stop', by: 'ann', status: 'cancelled' }))
  return choices.length > 0 ? chance.pick(choices)() : null
}

function ofWait({ id, asks, incident }: Wait, chance: Chance): (() => Happening)[] {
  if (!asks) return [() => ({ event: 'fire', wait: id })]
  return incident ? [() => ({ event: 'incident', by: 'ann', of: id, go: chance.pick(['retry', 'skip'] as const) })] : []
}

interface Luck {
  chance: Chance
  /** Whether anything goes back to earlier steps. */
  back: boolean
}

function ofVisit(graph: ProcessGraph, state: ProcessState, visit: Visit, luck: Luck): (() => Happening)[] {
  const { chance } = luck
  if (visit.needs === 'people') return [() => ofTask(state, visit, luck), () => ofTask(state, visit, luck)]
  if (visit.needs === 'outside') return [() => resultOf(visit, chance)]
  if (visit.incident) return [() => solutionOf(graph, state, visit, luck)]
  if (visit.needs !== 'scope' || !chance.happens(0.1)) return []
  // Without chance: it would make other runs of the seeds that once found something.
  const item = (): Happening =>
    visit.id % 2 === 0
      ? { event: 'look_for_items', visit: visit.id, by: 'ann' }
      : { event: 'add_item', visit: visit.id, value: 'more', by: 'ann' }
  return [chance.happens(0.5) ? item : () => ({ event: 'finish_scope', visit: visit.id, by: 'ann' })]
}

function resultOf(visit: Visit, chance: Chance): Happening {
  const attempt = chance.happens(0.1) ? visit.attempt - 1 : visit.attempt
  const result = { event: 'result' as const, visit: visit.id, attempt }
  if (chance.happens(0.8)) return { ...result, output: visit.id }
  return { ...result, error: { code: 'BAD', business: chance.happens(0.5) } }
}

function solutionOf(graph: ProcessGraph, state: ProcessState, visit: Visit, { chance, back }: Luck): Happening {
  const lines = graph.nodes[visit.node]?.outgoing ?? []
  const ways: IncidentEvent['go'][] = ['retry', 'skip', { complete: 1 }, { transitions: lines.slice(0, 1) }]
  if (back) ways.push({ returnTo: anyStep(graph, state, chance), confirmed: true })
  return { event: 'incident', by: 'ann', of: visit.id, go: chance.pick(ways) }
}

function anyStep(graph: ProcessGraph, state: ProcessState, chance: Chance): string {
  const steps = Object.values(state.visits).filter(({ node }) => {
    const control = graph.nodes[node]?.control.do
    return control === 'people' || control === 'start'
  })
  return steps.length > 0 ? chance.pick(steps).node : 'start0'
}

function ofTask(state: ProcessState, visit: Visit, { chance, back }: Luck): Happening {
  const pending = (visit.people ? actorsOf(visit.people) : []).filter((actor) => actor.state === 'pending')
  const by = pending.length > 0 && chance.happens(0.95) ? chance.pick(pending).user : chance.pick(users)
  const override = chance.happens(0.05) ? { override: true } : {}
  return { event: 'task', visit: visit.id, by, act: actOf(state, { chance, back }), ...override }
}

function actOf(state: ProcessState, { chance, back }: Luck): TaskAct {
  if (chance.happens(0.55)) return { do: 'approve' }
  const user = chance.pick(users)
  const acts: TaskAct[] = [
    { do: 'transfer', to: user },
    { do: 'delegate', to: user },
    { do: 'add_signer', side: chance.pick(['before', 'after', 'beside'] as const), users: [user, chance.pick(users)] },
    { do: 'remove_signer', actor: chance.below(6) },
    { do: 'claim' },
    { do: 'unclaim' },
    { do: 'see' },
  ]
  if (back) {
    const to = chance.pick(Object.values(state.visits)).node
    const way = chance.pick(['again', 'straight_back'] as const)
    acts.push({ do: 'reject' }, { do: 'return', to, back: way, confirmed: true }, { do: 'return', to, back: way })
    acts.push({ do: 'take_back', confirmed: true })
  }
  return chance.pick(acts)
}

/** An answer to what an instance asks; sometimes that it failed. */
export function randomAnswer(
  graph: ProcessGraph,
  state: ProcessState,
  { need, chance }: { need: Need; chance: Chance },
): Answer {
  if (chance.happens(0.04)) return { error: { code: 'FAILED', business: chance.happens(0.5) } }
  if (need.need === 'people') {
    const people = users.filter(() => chance.happens(0.5)).map((user) => ({ user, passed: chance.happens(0.1) }))
    return { people, ...(chance.happens(0.7) ? { whenEmpty: 'pass' as const } : {}) }
  }
  if (need.need === 'choose') {
    const lines = graph.nodes[need.node]?.outgoing ?? []
    return { transitions: lines.filter(() => chance.happens(0.5)) }
  }
  if (need.need === 'run') return { output: need.id }
  if (need.need === 'items') return { items: Array.from({ length: chance.below(4) }, (_, item) => item) }
  if (need.need === 'when') return waitAnswer(graph, state, need)
  if (need.need === 'superiors') return { superiors: superiorsOf(state.visits[need.visit ?? -1], chance) }
  return { holds: chance.happens(0.5) }
}

function waitAnswer(graph: ProcessGraph, state: ProcessState, need: Need): Answer {
  const wait = state.waits[need.id]
  const trigger =
    controlOf(graph.nodes[need.node], 'wait')?.trigger ?? controlOf(graph.nodes[need.node], 'catch')?.trigger
  const isTimer = wait?.deadline !== undefined || (wait?.on ?? trigger?.on) === 'timer'
  return isTimer ? { due: '2026-02-01T00:00:00.000Z' } : { key: null }
}

function superiorsOf(visit: Visit | undefined, chance: Chance): { [actor: number]: string } {
  const actors = visit?.people ? actorsOf(visit.people) : []
  return Object.fromEntries(actors.flatMap(({ id }) => (chance.happens(0.7) ? [[id, chance.pick(users)]] : [])))
}
