import type { ProcessTransition } from '@mortise/metadata'
import type { Answer } from '@mortise/process'
import type { Question } from '../process-services.ts'
import { holds } from './node-records.server.ts'

/** Which lines out of a node may be taken. Without `all`, none is looked at after the first that holds. */
export async function answerChoose(question: Question, { all }: { all: boolean }): Promise<Answer> {
  const { node, services } = question
  const transitions: string[] = []
  for (const line of services.document.transitions) {
    if (line.from !== node.key || !(await mayBeTaken(question, line))) continue
    transitions.push(line.key)
    if (!all) break
  }
  return { transitions }
}

async function mayBeTaken(question: Question, { when, outcome }: ProcessTransition): Promise<boolean> {
  if (when) return await holds(question, when)
  return outcome !== undefined && outcomeOf(question, outcome.of) === outcome.is
}

/** How the people of a node decided the last time. */
function outcomeOf({ instance }: Question, node: string): string | undefined {
  const visits = Object.values(instance.state.visits).filter((visit) => visit.node === node && visit.state === 'done')
  return visits.sort((one, other) => one.id - other.id).at(-1)?.outcome
}
