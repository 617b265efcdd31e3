import type { ProcessGraph } from '../graph/process-graph.ts'
import { actorsOf } from '../round/change-round.ts'
import type { Actor } from '../round/round.ts'
import { runUntilWait } from '../run/run-until-wait.ts'
import type { ProcessState, Visit } from '../state/process-state.ts'
import type { ProcessEvent, TaskAct } from '../step/process-event.ts'
import { emptyState } from '../step/step.ts'
import type { ActorChoice, Answer, Need, ProcessEffect, ProcessWrite, Refusal } from '../step/step-result.ts'

/** What the world around an instance says. Lists by node; what is not named has a plain answer. */
export interface World {
  people?: { [node: string]: readonly (string | ActorChoice)[] }
  whenEmpty?: 'pass' | 'reject'
  /** Conditional transitions that hold; others do not. */
  holds?: readonly string[]
  items?: { [node: string]: readonly unknown[] }
  /** Answers to `while`, `until` and `early`, by node, one after the other; the last one stays. */
  turns?: { [node: string]: boolean[] }
  outputs?: { [node: string]: Answer }
  due?: string
  superiors?: { [user: string]: string }
}

/** Plays an instance in tests: words of users for what happens, words of readers for how it stands. */
export class Player {
  readonly graph: ProcessGraph
  readonly world: World
  state: ProcessState = emptyState()
  readonly writes: ProcessWrite[] = []
  readonly effects: ProcessEffect[] = []
  refused: Refusal | undefined
  private minute = 0

  constructor(graph: ProcessGraph, world: World = {}) {
    this.graph = graph
    this.world = world
  }

  start(by: string | null = 'ann'): this {
    return this.take({ event: 'start', by })
  }

  /** Somebody acts on the open task at a node. */
  act(user: string, node: string, act: TaskAct | TaskAct['do']): this {
    const visit = this.task(node, user)
    const full = (typeof act === 'string' ? { do: act } : act) as TaskAct
    return this.take({ event: 'task', visit: visit?.id ?? -1, by: user, act: full })
  }

  /** Whoever has the link of the task at a node answers it. */
  answerByLink(node: string, outcome: 'approved' | 'rejected'): this {
    const visit = Object.values(this.state.visits).findLast((candidate) => candidate.node === node)
    return this.take({ event: 'link_answer', visit: visit?.id ?? -1, outcome, label: { zh: outcome, en: outcome } })
  }

  /** What is waited for at a node happens. */
  fire(node: string, output?: unknown): this {
    const wait = Object.values(this.state.waits).find(
      (candidate) => candidate.node === node || candidate.deadline === node,
    )
    return this.take({ event: 'fire', wait: wait?.id ?? -1, output })
  }

  /** Work outside at a node ends. */
  result(node: string, given: { output?: unknown; error?: { code: string; business?: boolean } } = {}): this {
    const visit = this.open().find((candidate) => candidate.node === node && candidate.needs === 'outside')
    return this.take({ event: 'result', visit: visit?.id ?? -1, attempt: visit?.attempt ?? 0, ...given })
  }

  take(event: ProcessEvent extends infer One ? (One extends ProcessEvent ? Omit<One, 'at'> : never) : never): this {
    this.minute += 1
    const at = new Date(Date.UTC(2026, 0, 1, 0, this.minute)).toISOString()
    const result = runUntilWait(this.graph, this.state, {
      event: { ...event, at } as ProcessEvent,
      answer: (need, state) => this.answer(need, state),
    })
    this.state = result.state
    this.writes.push(...result.writes)
    this.effects.push(...result.effects)
    this.refused = result.refused
    return this
  }

  open(): Visit[] {
    return Object.values(this.state.visits).filter(({ state }) => state === 'open')
  }

  /** Keys of the nodes where the instance stands, those it only stands in because of others left out. */
  at(): string[] {
    return this.open()
      .filter(({ needs }) => needs !== 'scope' && needs !== 'returned')
      .map(({ node }) => node)
      .sort()
  }

  /** `node:user` for all who are asked at present. */
  inbox(): string[] {
    return this.open()
      .flatMap((visit) =>
        this.actors(visit).flatMap(({ state, user }) => (state === 'pending' ? [`${visit.node}:${user}`] : [])),
      )
      .sort()
  }

  /** Keys of the nodes that were left, in order. */
  path(): string[] {
    const seen = new Set<number>()
    return this.writes.flatMap((write) => {
      if (write.write !== 'visit' || write.visit.state !== 'done' || seen.has(write.visit.id)) return []
      seen.add(write.visit.id)
      return [write.visit.node]
    })
  }

  incidents(): string[] {
    return this.open().flatMap(({ incident, node }) => (incident ? [`${node}:${incident.code}`] : []))
  }

  private task(node: string, user: string): Visit | undefined {
    const visits = this.open().filter((visit) => visit.node === node && visit.needs === 'people')
    const own = visits.find((visit) =>
      this.actors(visit).some(
        (actor) => actor.state === 'pending' && (actor.user === user || actor.agents?.includes(user)),
      ),
    )
    return own ?? visits[0] ?? Object.values(this.state.visits).findLast((visit) => visit.node === node)
  }

  private actors(visit: Visit): Actor[] {
    return visit.people ? actorsOf(visit.people) : []
  }

  private answer(need: Need, state: ProcessState): Answer | undefined {
    const { world } = this
    const given = world.outputs?.[need.node]
    if (need.need === 'people') {
      const choices = (world.people?.[need.node] ?? []).map((who) => (typeof who === 'string' ? { user: who } : who))
      return { people: choices, ...(world.whenEmpty ? { whenEmpty: world.whenEmpty } : {}) }
    }
    if (need.need === 'choose') return given ?? { transitions: [...(world.holds ?? [])] }
    if (need.need === 'items') return given ?? { items: [...(world.items?.[need.node] ?? [])] }
    if (need.need === 'run') return given ?? { output: null }
    if (need.need === 'when') return given ?? { due: world.due ?? '2026-02-01T00:00:00.000Z' }
    if (need.need === 'superiors') return { superiors: this.superiors(state.visits[need.visit ?? -1]) }
    const turns = world.turns?.[need.node] ?? []
    return { holds: (turns.length > 1 ? turns.shift() : turns[0]) ?? false }
  }

  private superiors(visit: Visit | undefined): { [actor: number]: string } {
    return Object.fromEntries(
      (visit ? this.actors(visit) : []).flatMap(({ id, user }) => {
        const superior = this.world.superiors?.[user]
        return superior ? [[id, superior]] : []
      }),
    )
  }
}
