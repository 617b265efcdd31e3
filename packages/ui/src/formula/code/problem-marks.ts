import type { EditorState, Extension } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, hoverTooltip } from '@codemirror/view'
import { localize } from '@mortise/core'
import { describeProblem, type ExpressionProblem } from '@mortise/expressions'
import classes from './formula-code.module.css'
import { analysisField, scopeOf } from './formula-state.ts'

const marks = {
  error: Decoration.mark({ class: classes.error }),
  warning: Decoration.mark({ class: classes.warning }),
}

/** What is wrong, underlined where it is, and said where the mouse rests. */
export const problemMarks: Extension = [
  EditorView.decorations.compute([analysisField], (state) => underline(state)),
  hoverTooltip((view, offset) => {
    const found = problemsAt(problemsOf(view.state), offset)
    const [first] = found
    if (!first) return null
    const { start, end } = placeOf(first, view.state.doc.length)
    const language = scopeOf(view.state)?.language ?? 'en'
    return { pos: start, end, above: true, create: () => ({ dom: tooltip(found, language) }) }
  }),
]

/** The problems of a reading: those that refuse it, or the warnings of what was accepted. */
export function problemsAt(problems: readonly ExpressionProblem[], offset: number): ExpressionProblem[] {
  return problems.filter(({ start = 0, end = start }) => start <= offset && offset <= Math.max(end, start + 1))
}

function problemsOf(state: EditorState): readonly ExpressionProblem[] {
  return state.field(analysisField)?.problems ?? []
}

function underline(state: EditorState): DecorationSet {
  const { length } = state.doc
  if (length === 0) return Decoration.none
  const ranges = problemsOf(state).map((problem) => {
    const { start, end } = placeOf(problem, length)
    return marks[problem.severity].range(start, end)
  })
  return Decoration.set(ranges, true)
}

/** What is missing at the end is marked at the last letter: nothing has no width. */
function placeOf({ start = 0, end = start }: ExpressionProblem, length: number): { start: number; end: number } {
  const last = Math.min(Math.max(end, start + 1), length)
  return { start: Math.max(0, Math.min(start, last - 1)), end: last }
}

function tooltip(problems: readonly ExpressionProblem[], language: string): HTMLElement {
  const box = document.createElement('div')
  box.className = classes.tooltip ?? ''
  for (const problem of problems) {
    const line = document.createElement('p')
    line.textContent = localize(describeProblem(problem), language)
    box.append(line)
  }
  return box
}
