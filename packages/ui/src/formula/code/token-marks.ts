import { type Extension, RangeSetBuilder } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'
import type { FormulaToken } from '@mortise/expressions/text'
import { lookOfTokens } from '../token-looks.ts'
import classes from './formula-code.module.css'
import { analysisField } from './formula-state.ts'

/** Colours by what a token is. */
export const tokenMarks: Extension = EditorView.decorations.compute([analysisField], (state) =>
  drawTokens(state.field(analysisField)?.tokens ?? []),
)

function drawTokens(tokens: readonly FormulaToken[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  const looks = lookOfTokens(tokens)
  tokens.forEach(({ start, end }, index) => {
    const look = looks[index]
    if (look && start < end) builder.add(start, end, Decoration.mark({ class: classes[look] }))
  })
  return builder.finish()
}
