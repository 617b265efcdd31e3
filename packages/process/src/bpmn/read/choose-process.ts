import type { BpmnElement } from '../bpmn-element.ts'
import type { ProblemList } from '../bpmn-problems.ts'

/** The process to import: the one that is asked for, or the only one that has something in it. */
export function chooseProcess(
  definitions: BpmnElement,
  wanted: string | undefined,
  problems: ProblemList,
): BpmnElement | null {
  const all = (definitions.rootElements ?? []).filter(({ $type }) => $type === 'bpmn:Process')
  const filled = all.filter(({ flowElements }) => (flowElements?.length ?? 0) > 0)
  const candidates = wanted === undefined ? filled : all.filter((candidate) => isNamed(candidate, wanted, definitions))
  const [only, ...others] = candidates
  if (only && others.length === 0) return only
  if (all.length === 0) problems.error('no_process', null)
  else if (wanted !== undefined) {
    problems.error('process_unknown', null, { process: wanted, processes: namesOf(all, definitions) })
  } else if (only)
    problems.error('several_processes', null, {
      processes: namesOf(filled, definitions),
      ids: filled.map(({ id }) => id),
    })
  else problems.error('process_empty', all[0] ?? null)
  return null
}

/** A process may be asked for by its own id or by that of the participant that it belongs to. */
function isNamed(candidate: BpmnElement, wanted: string, definitions: BpmnElement): boolean {
  return candidate.id === wanted || participantOf(candidate, definitions)?.id === wanted
}

function participantOf(candidate: BpmnElement, definitions: BpmnElement): BpmnElement | undefined {
  const collaborations = (definitions.rootElements ?? []).filter(({ $type }) => $type === 'bpmn:Collaboration')
  const participants = collaborations.flatMap((collaboration) => collaboration.participants ?? [])
  return participants.find(({ processRef }) => processRef === candidate)
}

function namesOf(candidates: readonly BpmnElement[], definitions: BpmnElement): string[] {
  return candidates.map((candidate) => {
    const name = candidate.name ?? participantOf(candidate, definitions)?.name
    return name ? `${candidate.id} (${name})` : `${candidate.id}`
  })
}

/** The name of the process, or of the participant who runs it. */
export function nameOfProcess(chosen: BpmnElement, definitions: BpmnElement): string | undefined {
  return chosen.name || participantOf(chosen, definitions)?.name || undefined
}
