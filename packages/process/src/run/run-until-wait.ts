import type { ProcessGraph } from '../graph/process-graph.ts'
import type { ProcessState } from '../state/process-state.ts'
import type { ProcessEvent } from '../step/process-event.ts'
import { step } from '../step/step.ts'
import type { Answer, Need, Resolved, StepResult } from '../step/step-result.ts'

/** What answers the needs of an instance where everything is known at once: in simulation, replay and tests. `at` is when it is asked. */
export type Answering = (need: Need, state: ProcessState, at: string) => Answer | undefined

/** Takes one event and goes on, answering what is asked, until the instance waits. Unanswered needs are left open. */
export function runUntilWait(
  graph: ProcessGraph,
  state: ProcessState,
  { event, answer }: { event: ProcessEvent; answer: Answering },
): StepResult {
  let result = step(graph, state, event)
  const whole: StepResult = { ...result, writes: [...result.writes], effects: [...result.effects] }
  while (!result.refused) {
    const resolved = answersTo(result, event.at, answer)
    if (!result.more && Object.keys(resolved).length === 0) break
    result = step(graph, result.state, { event: 'continue', at: event.at }, resolved)
    whole.writes.push(...result.writes)
    whole.effects.push(...result.effects)
  }
  return { ...whole, state: result.state, needs: result.needs, more: false }
}

function answersTo({ needs, state }: StepResult, at: string, answer: Answering): Resolved {
  return Object.fromEntries(
    needs.flatMap((need) => {
      const given = answer(need, state, at)
      return given ? [[need.id, given]] : []
    }),
  )
}
