import { type EditorState, type Extension, Facet, StateEffect, StateField } from '@codemirror/state'
import { analyseFormula, type FormulaAnalysis } from '@mortise/expressions/text'
import type { FormulaScope } from '../formula-scope.ts'

/** What the formula may use; changes with the table, the type that is needed and the language of the page. */
const scopeFacet = Facet.define<FormulaScope, FormulaScope | null>({ combine: ([scope]) => scope ?? null })

/** Says that the scope was replaced, so that the same text is read anew. */
const scopeReplaced = StateEffect.define<null>()

/** What the text means, read anew with every change: colours, marks and completions come from this one reading. */
export const analysisField = StateField.define<FormulaAnalysis | null>({
  create: (state) => analyse(state),
  update: (analysis, transaction) =>
    transaction.docChanged || transaction.effects.some((effect) => effect.is(scopeReplaced))
      ? analyse(transaction.state)
      : analysis,
})

export function scopeOf(state: EditorState): FormulaScope | null {
  return state.facet(scopeFacet)
}

export function provideScope(scope: FormulaScope): Extension {
  return scopeFacet.of(scope)
}

export const readAnew = () => scopeReplaced.of(null)

function analyse(state: EditorState): FormulaAnalysis | null {
  const scope = scopeOf(state)
  return scope && analyseFormula(state.doc.toString(), scope)
}
