import type { ProcessGraph } from '../../graph/process-graph.ts'
import { runUntilWait } from '../../run/run-until-wait.ts'
import type { ProcessState, Visit, Wait } from '../../state/process-state.ts'
import type { ProcessEvent } from '../../step/process-event.ts'
import { emptyState } from '../../step/step.ts'
import type { Answer, ProcessEffect, Refusal } from '../../step/step-result.ts'
import type { BpmnParts } from '../bpmn-parts.ts'
import { answerFrom, elementOfNode, triggerNode } from './answer-needs.ts'
import { holds } from './evaluate-text.ts'
import { Trace } from './trace.ts'

export interface InstanceInput {
  graph: ProcessGraph
  parts: BpmnParts
  implied: ReadonlySet<string>
  variables: { readonly [name: string]: unknown }
  people: { readonly [element: string]: readonly string[] }
  now: string
}

type Untimed<Event> = Event extends ProcessEvent ? Omit<Event, 'at'> : never

/** One instance that runs in memory, on a clock of its own. */
export class BpmnInstance {
  state: ProcessState = emptyState()
  now: string
  readonly trace = new Trace()
  readonly variables: { [name: string]: unknown }
  readonly given = new Map<number, Answer>()
  readonly input: InstanceInput

  constructor(input: InstanceInput) {
    this.input = input
    this.now = input.now
    this.variables = { ...input.variables }
  }

  take(event: Untimed<ProcessEvent>): Refusal | null {
    const { graph, parts, people } = this.input
    const { variables, now, given } = this
    const answer = answerFrom({ graph, parts, people, variables, now, given })
    const result = runUntilWait(graph, this.state, { event: { ...event, at: now } as ProcessEvent, answer })
    if (result.refused) return result.refused
    this.state = result.state
    const { writes, effects } = result
    this.trace.add({ at: now, writes, effects, elementOf: (node) => this.elementOf(node) })
    this.passSignals(effects)
    return null
  }

  /** Answers are known now that were not before: choices that wait for variables are looked at again. */
  lookAgain(): void {
    this.take({ event: 'continue' })
    for (const wait of this.waits()) {
      const key = triggerNode(this.input.graph, wait.node)?.key ?? wait.node
      const isTrue = wait.on === 'condition' && holds(this.input.parts.triggers[key]?.condition, this.variables)
      if (isTrue && this.state.waits[wait.id]) this.take({ event: 'fire', wait: wait.id })
    }
  }

  /** Time goes by: what is due on the way fires, the earliest first. */
  advanceTo(until: string): void {
    for (;;) {
      const due = this.waits().flatMap((wait) => (wait.due && wait.due <= until ? [{ wait, due: wait.due }] : []))
      const first = due.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.wait.id - b.wait.id))[0]
      if (!first || this.state.status !== 'running') break
      if (first.due > this.now) this.now = first.due
      if (this.take({ event: 'fire', wait: first.wait.id })) break
    }
    this.now = until
  }

  waits(): Wait[] {
    return Object.values(this.state.waits)
  }

  /** Open visits of an element, the oldest first. */
  open(element: string): Visit[] {
    return Object.values(this.state.visits).filter(
      ({ node, state }) => state === 'open' && (node === element || elementOfNode(node) === element),
    )
  }

  elementOf(node: string): string | null {
    const element = elementOfNode(node)
    return this.input.implied.has(node) && element === node ? null : element
  }

  /** A signal reaches whoever waits for it at that time, also in the instance that sends it. */
  private passSignals(effects: readonly ProcessEffect[]): void {
    for (const effect of effects) {
      if (effect.effect !== 'publish' || effect.trigger.on !== 'signal') continue
      this.deliver('signal', effect.trigger.name, effect.visit)
    }
  }

  /** Fires what waits for a message or signal of that name; true when something did. A message has one taker. */
  deliver(on: 'message' | 'signal', name: string | undefined, before = Number.POSITIVE_INFINITY): boolean {
    const waiting = this.waits().filter((wait) => wait.on === on && wait.name === name && wait.id < before)
    const takers = on === 'message' ? waiting.slice(0, 1) : waiting
    for (const { id } of takers) if (this.state.waits[id]) this.take({ event: 'fire', wait: id })
    return takers.length > 0
  }
}
