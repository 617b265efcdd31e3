import type { StoredExpression } from '@mortise/expressions'
import { analyseFormula } from '@mortise/expressions/text'
import { useMemo } from 'react'
import classes from './code/formula-code.module.css'
import reading from './formula-reading.module.css'
import type { FormulaScope } from './formula-scope.ts'
import { formulaText } from './stored-formula.ts'
import { lookOfTokens } from './token-looks.ts'

/** A stored formula to be read: its text in the language of the scope, coloured as in the editor. */
export function FormulaReading({ formula, scope }: { formula: StoredExpression; scope: FormulaScope }) {
  const pieces = useMemo(() => piecesOf(formula, scope), [formula, scope])
  return (
    <code className={reading.formula}>
      {pieces.map(({ start, text, look }) => (
        <span key={start} className={look ? classes[look] : undefined}>
          {text}
        </span>
      ))}
    </code>
  )
}

function piecesOf(formula: StoredExpression, scope: FormulaScope) {
  const text = formulaText(formula, scope)
  const { tokens } = analyseFormula(text, scope)
  const looks = lookOfTokens(tokens)
  let end = 0
  const pieces = tokens.flatMap((token, index) => {
    const between = { start: end, text: text.slice(end, token.start), look: null }
    end = token.end
    return [between, { start: token.start, text: text.slice(token.start, token.end), look: looks[index] ?? null }]
  })
  return [...pieces, { start: end, text: text.slice(end), look: null }].filter((piece) => piece.text !== '')
}
