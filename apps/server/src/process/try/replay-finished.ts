import type { Walk } from '@mortise/process'
import { type Answer, answered, type Need, type RecordedInstance, replayInstance } from '@mortise/process'
import { askProgram, type FinishedInstance, rehearse } from '@mortise/process/server'
import type { Services } from '../../services.ts'
import { recordedInstance } from './recorded-instance.ts'
import type { TriedProcess } from './tried-process.ts'

/** A finished instance, played through another process. */
export interface PlayedAgain {
  recorded: RecordedInstance
  walk: Walk
  /** Nodes that were asked anew who decides, or which way it goes. */
  asked: string[]
  /** Everything that was answered, by node, and how far away the times were, in milliseconds, by node and deadline. */
  answers: { [node: string]: Answer[] }
  waits: { [node: string]: number }
}

/** Plays it; records are as they are now, where it has to ask anew. */
export async function replayFinished(
  services: Services,
  { program, document, scope }: TriedProcess,
  finished: FinishedInstance,
): Promise<PlayedAgain> {
  const recorded = recordedInstance(finished, document)
  const asked = new Set<string>()
  const answers: PlayedAgain['answers'] = structuredClone(recorded.answers) as PlayedAgain['answers']
  const waits: PlayedAgain['waits'] = {}
  const { walk } = await rehearse(services.processEngine.services, { scope, process: document.key }, async (stage) => {
    const about = { program, by: finished.initiator, recordId: finished.record_id, startedAt: finished.started_at }
    const ask = askProgram(stage, about)
    return await answered(
      (answer) => replayInstance(program.graph, recorded, answer),
      async (need, state, at) => {
        const answer = await ask(need, state, at)
        if (need.need === 'people' || need.need === 'choose') asked.add(need.node)
        if ('due' in answer) waits[waitName(need)] = Date.parse(answer.due) - Date.parse(at)
        else answers[need.node] = [...(answers[need.node] ?? []), answer]
        return answer
      },
    )
  })
  return { recorded, walk, asked: [...asked].filter((node) => !followsPeople(document, node)), answers, waits }
}

/** Names a time that is waited for. */
export const waitName = (need: Need): string => `${need.node} ${'deadline' in need ? (need.deadline ?? '') : ''}`

/** What is always followed anew is nothing to be told. */
function followsPeople({ transitions }: TriedProcess['document'], node: string): boolean {
  return transitions.some(({ from, outcome }) => from === node && outcome)
}
