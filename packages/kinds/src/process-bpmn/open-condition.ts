import type { FileOpening } from './file-opening.ts'
import { type FileProblem, fileProblem } from './file-problem.ts'

/** Said of a condition that is not taken over: without a table there is nothing that it could be over. */
export function openCondition(text: string, key: string, { entity, placeOf }: FileOpening): FileProblem {
  const code = entity ? 'condition_open' : 'condition_without_table'
  return fileProblem('warning', code, { place: placeOf(key), params: { text } })
}
