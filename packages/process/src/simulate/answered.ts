import type { Answering } from '../run/run-until-wait.ts'
import type { ProcessState } from '../state/process-state.ts'
import type { Answer, Need } from '../step/step-result.ts'

/** Answers a question where finding the answer takes time. */
export type Asking = (need: Need, state: ProcessState, at: string) => Promise<Answer>

/** Nobody waits for a simulation that asks more than this. */
const mostQuestions = 120

/**
 * Plays something whose answers have to be looked up. It is played again from the beginning for each answer, with those
 * that are known: the engine gives the same questions in the same order each time, and each is looked up once. What is
 * looked up may so depend on what was written for the answers before it.
 */
export async function answered<Result>(play: (answer: Answering) => Result, ask: Asking): Promise<Result> {
  const known: Answer[] = []
  for (;;) {
    let place = 0
    let open: { need: Need; state: ProcessState; at: string } | undefined
    const result = play((need, state, at) => {
      if (open) return undefined
      const answer = known[place]
      if (answer) place += 1
      else open = { need, state, at }
      return answer
    })
    if (!open || known.length >= mostQuestions) return result
    known.push(await ask(open.need, open.state, open.at))
  }
}
