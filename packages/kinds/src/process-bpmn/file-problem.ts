import { fillText, type LocalizedText, type TextParams } from '@mortise/core'
import { type BpmnProblem, bpmnProblemText } from '@mortise/process/bpmn'
import { fileTexts } from './file-texts.ts'

/** Something to be said about a BPMN file that is opened as a process. Errors stand in the way of opening it. */
export interface FileProblem {
  severity: 'error' | 'warning'
  /** The id of the element in the file, and its name; null when it is about the file as a whole. */
  element: string | null
  name: string | null
  text: LocalizedText
}

export type FileProblemCode = keyof typeof fileTexts

/** What it is about: an element of the file, or all of it. */
export type FilePlace = Pick<FileProblem, 'element' | 'name'>

export const wholeFile: FilePlace = { element: null, name: null }

export function fileProblem(
  severity: FileProblem['severity'],
  code: FileProblemCode,
  { place, params = {} }: { place: FilePlace; params?: TextParams },
): FileProblem {
  return { severity, ...place, text: fillText(fileTexts[code], params) }
}

/** Said for runs of the file as it is; steps of a process say it otherwise. */
const saidOtherwise: ReadonlySet<string> = new Set(['passes_through', 'condition_missing', 'called_missing'])

/** What the reader of the file has to say, as far as it still holds for a process of ours. */
export function readerProblems(problems: readonly BpmnProblem[]): FileProblem[] {
  return problems
    .filter(({ code }) => !saidOtherwise.has(code))
    .map((problem) => {
      const { severity, element, name } = problem
      const { zh, en } = bpmnProblemText(problem)
      // It stands alone here, not behind what it is about.
      return { severity, element, name, text: { zh, en: en.charAt(0).toUpperCase() + en.slice(1) } }
    })
}
