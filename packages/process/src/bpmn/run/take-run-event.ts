import { actorsOf } from '../../round/change-round.ts'
import type { Visit } from '../../state/process-state.ts'
import type { ProcessEvent } from '../../step/process-event.ts'
import type { Answer } from '../../step/step-result.ts'
import type { BpmnInstance } from './bpmn-instance.ts'
import { type EventWith, type RunEvent, type RunVerb, verbOf } from './run-event.ts'
import { addDuration } from './virtual-time.ts'

/** Why an event of a run does not fit; null when it was taken. */
export type Misfit = { code: string; params: { [name: string]: unknown } } | null

/** Lets one event happen. */
export function takeRunEvent(instance: BpmnInstance, event: RunEvent): Misfit {
  const verb = verbOf(event)
  if (!verb) return { code: 'EVENT_UNKNOWN', params: { event } }
  const take = takeBy[verb] as (instance: BpmnInstance, event: RunEvent) => Misfit
  return take(instance, event)
}

const notOpen = (element: unknown): Misfit => ({ code: 'NOT_WAITING', params: { element } })

/** Somebody decides, or work outside ends. */
function finish(instance: BpmnInstance, element: string, how: { do: 'approve' | 'reject'; as?: string }): Misfit {
  const visit = instance.open(element).find(({ needs }) => needs === 'people' || needs === 'outside')
  if (!visit) return notOpen(element)
  if (visit.needs === 'outside') return instance.take({ event: 'result', visit: visit.id, attempt: visit.attempt })
  return decide(instance, visit, how)
}

/** Whoever is named acts, also in somebody's place: who may do what is not what a run shows. */
function decide(instance: BpmnInstance, visit: Visit, how: { do: 'approve' | 'reject'; as?: string }): Misfit {
  const pending = visit.people ? actorsOf(visit.people).filter(({ state }) => state === 'pending') : []
  const actor = pending.find(({ user }) => user === how.as) ?? pending[0]
  if (!actor) return notOpen(visit.node)
  const task = { event: 'task', visit: visit.id, by: how.as ?? actor.user, actor: actor.id, override: true } as const
  return instance.take({ ...task, act: { do: how.do } })
}

function answer(instance: BpmnInstance, element: string, asks: readonly string[], given: Answer): Misfit {
  const visit = instance.open(element).find((open) => open.asks && asks.includes(open.asks))
  if (!visit) return notOpen(element)
  instance.given.set(visit.id, given)
  return instance.take({ event: 'continue' })
}

function fire(instance: BpmnInstance, element: string, output: unknown): Misfit {
  const wait = instance
    .waits()
    .find(({ node, deadline }) => instance.elementOf(node) === element || deadline === element)
  const byStart = wait ?? instance.waits().find(({ node }) => startOf(instance, node) === element)
  if (!byStart) return notOpen(element)
  return instance.take({ event: 'fire', wait: byStart.id, ...(output === undefined ? {} : { output }) })
}

/** An event sub-process may also be named by its start event. */
function startOf(instance: BpmnInstance, scope: string): string | undefined {
  const { nodes } = instance.input.graph
  return Object.values(nodes).find((node) => node.scope === scope && node.control.do === 'start')?.key
}

function deliver(instance: BpmnInstance, on: 'message' | 'signal', name: string): Misfit {
  return instance.deliver(on, name) ? null : notOpen(name)
}

/** What came with an event is known from then on, before anything follows from it. */
function learn(instance: BpmnInstance, output: { [name: string]: unknown } | undefined): void {
  for (const [name, value] of Object.entries(output ?? {})) if (name !== '__proto__') instance.variables[name] = value
}

type Take<Verb extends RunVerb> = (instance: BpmnInstance, event: EventWith<Verb>) => Misfit

const withOutput =
  <Event extends { output?: { [name: string]: unknown } }>(take: (instance: BpmnInstance, event: Event) => Misfit) =>
  (instance: BpmnInstance, event: Event): Misfit => {
    learn(instance, event.output)
    return take(instance, event)
  }

const who = ({ as }: { as?: string }) => (as === undefined ? {} : { as })

const takeBy: { readonly [Verb in RunVerb]: Take<Verb> } = {
  complete: withOutput((instance, event) => finish(instance, event.complete, { do: 'approve', ...who(event) })),
  reject: withOutput((instance, event) => finish(instance, event.reject, { do: 'reject', ...who(event) })),
  fail: withOutput((instance, { fail, error }) => {
    const visit = instance.open(fail).find(({ needs }) => needs === 'outside')
    if (!visit) return notOpen(fail)
    const failed = { event: 'result', visit: visit.id, attempt: visit.attempt } as const
    return instance.take({ ...failed, error: { code: error, business: true } })
  }),
  choose: (instance, { choose, at }) => answer(instance, at, ['choose'], { transitions: [choose].flat() }),
  holds: (instance, { holds, at }) => answer(instance, at, ['while', 'until', 'early'], { holds }),
  items: (instance, { items, at }) => answer(instance, at, ['items'], { items }),
  add: (instance, { add, at }) =>
    onScope(instance, at, (visit) => ({ event: 'add_item', visit, value: add, by: null })),
  finish: (instance, event) => onScope(instance, event.finish, (visit) => ({ event: 'finish_scope', visit, by: null })),
  fire: withOutput((instance, event) => fire(instance, event.fire, event.output)),
  message: withOutput((instance, { message }) => deliver(instance, 'message', message)),
  signal: withOutput((instance, { signal }) => deliver(instance, 'signal', signal)),
  advance: (instance, { advance }) => {
    const until = addDuration(instance.now, advance)
    if (until === null) return { code: 'DURATION_UNREADABLE', params: { text: advance } }
    instance.advanceTo(until)
    return null
  },
  set: (instance, { set }) => {
    learn(instance, set)
    instance.lookAgain()
    return null
  },
  solve: (instance, { solve, go }) => {
    const visit = instance.open(solve).find(({ incident }) => incident)
    if (!visit) return notOpen(solve)
    return instance.take({ event: 'incident', by: 'admin', of: visit.id, go })
  },
  stop: (instance, { stop }) => instance.take({ event: 'stop', by: null, status: stop }),
}

type Untimed<Event> = Event extends ProcessEvent ? Omit<Event, 'at'> : never

function onScope(instance: BpmnInstance, element: string, event: (visit: number) => Untimed<ProcessEvent>): Misfit {
  const visit = instance.open(element).find(({ needs, asks }) => needs === 'scope' || asks === 'early')
  return visit ? instance.take(event(visit.id)) : notOpen(element)
}
