import type { Question, Visit } from '../state/process-state.ts'
import { takeOver } from './deadline.ts'
import { raiseIncident, raiseWaitIncident } from './incident.ts'
import { leave, leaveBy } from './leave-node.ts'
import { answerPeople } from './people.ts'
import { answerItems, answerTurn } from './scope.ts'
import type { Answer } from './step-result.ts'
import { fail } from './throw.ts'
import { answerWait } from './trigger.ts'
import { nodeOf, setVisit, type Work } from './work.ts'

/** Takes the answers that have come. Those to questions that nobody asks any more are not looked at. */
export function takeAnswers(work: Work) {
  for (const [key, answer] of Object.entries(work.resolved)) {
    if (!answer) continue
    const id = Number(key)
    const visit = work.state.visits[id]
    const wait = work.state.waits[id]
    if (visit?.asks && visit.state === 'open') answerVisit(work, visit, answer)
    else if (wait?.asks) {
      if ('error' in answer) raiseWaitIncident(work, wait, answer.error)
      else if ('superiors' in answer) takeOver(work, wait, answer.superiors)
      else answerWait(work, wait, answer)
    }
  }
}

function answerVisit(work: Work, visit: Visit, answer: Answer) {
  const question = visit.asks
  if (!question) return
  if ('error' in answer && question === 'run') return fail(work, visit, { during: 'run', failure: answer.error })
  if ('error' in answer) return raiseIncident(work, visit, question, answer.error)
  const { asks: _asks, ...rest } = visit
  const handle = answerBy[question]
  const known = question === 'people' ? visit : setVisit(work, { ...rest, id: visit.id }, {})
  if (!handle(work, known, answer)) raiseIncident(work, known, question, { code: 'ANSWER_UNFIT' })
}

/** True when the answer is of the right sort. */
type Take = (work: Work, visit: Visit, answer: Answer) => boolean

const turn =
  (question: Question): Take =>
  (work, visit, answer) => {
    if (!('holds' in answer)) return false
    answerTurn(work, visit, { question, holds: answer.holds })
    return true
  }

const answerBy: Record<Question, Take> = {
  people(work, visit, answer) {
    if (!('people' in answer)) return false
    answerPeople(work, visit, answer)
    return true
  },
  choose(work, visit, answer) {
    if (!('transitions' in answer)) return false
    leaveBy(work, visit, nodeOf(work, visit.node), answer.transitions)
    return true
  },
  run(work, visit, answer) {
    if (!('output' in answer)) return false
    leave(work, visit, { output: answer.output })
    return true
  },
  items(work, visit, answer) {
    if (!('items' in answer)) return false
    answerItems(work, visit, answer.items)
    return true
  },
  while: turn('while'),
  until: turn('until'),
  early: turn('early'),
}
