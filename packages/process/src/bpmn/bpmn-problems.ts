import { fillText, type LocalizedText } from '@mortise/core'
import { problemTexts } from './problem-texts.ts'

export type BpmnProblemCode = keyof typeof problemTexts

/** What is wrong with a BPMN file, or was read otherwise than it may be meant. Errors stand in the way of running it. */
export interface BpmnProblem {
  code: BpmnProblemCode
  severity: 'error' | 'warning'
  /** The id of the element, and its name; null when it is about the file. */
  element: string | null
  name: string | null
  params: { [name: string]: unknown }
}

/** Why, and the way out. */
export function bpmnProblemText({ code, params }: Pick<BpmnProblem, 'code' | 'params'>): LocalizedText {
  return fillText(problemTexts[code], params)
}

/** What is said about it: what it is about, why, and the way out. */
export function describeBpmnProblem(problem: BpmnProblem): LocalizedText {
  const { element, name } = problem
  const text = bpmnProblemText(problem)
  if (element === null) return text
  const place = name ? `${name} (${element})` : element
  return { zh: `「${place}」：${text.zh}`, en: `"${place}": ${text.en}` }
}

/** Problems as they are found. */
export interface ProblemList {
  all: BpmnProblem[]
  error(code: BpmnProblemCode, about: ProblemPlace, params?: { [name: string]: unknown }): void
  warn(code: BpmnProblemCode, about: ProblemPlace, params?: { [name: string]: unknown }): void
}

export type ProblemPlace = { id?: string; name?: string } | null

export function createProblemList(): ProblemList {
  const all: BpmnProblem[] = []
  const add =
    (severity: BpmnProblem['severity']) =>
    (code: BpmnProblemCode, about: ProblemPlace, params = {}) => {
      all.push({ code, severity, element: about?.id ?? null, name: about?.name?.trim() || null, params })
    }
  return { all, error: add('error'), warn: add('warning') }
}
