import { localize } from '@mortise/core'
import { describeType } from '@mortise/expressions'
import type { FormulaAnalysis } from '@mortise/expressions/text'
import { IconCheck } from '@tabler/icons-react'
import { useText } from '../text/use-language.ts'
import classes from './formula-editor.module.css'
import type { FormulaScope } from './formula-scope.ts'
import { formulaTexts } from './formula-texts.ts'

interface ResultLineProps {
  analysis: FormulaAnalysis | null
  scope: FormulaScope
  /** Nothing is written yet. */
  empty: boolean
}

/** What comes out of the formula, beside what has to. */
export function ResultLine({ analysis, scope, empty }: ResultLineProps) {
  const t = useText(formulaTexts)
  const { expected, schema, language } = scope
  const checked = empty ? null : (analysis?.checked ?? null)
  const words = (type: NonNullable<typeof expected>) => localize(describeType(type, schema), language)
  return (
    <div className={classes.result}>
      <span className={classes.resultName}>{t('result')}</span>
      {checked ? (
        <span className={classes.type}>{words(checked.type)}</span>
      ) : (
        <span className={classes.type}>{expected ? t('needed', { type: words(expected) }) : '–'}</span>
      )}
      {checked && expected ? (
        <span className={classes.fits}>
          <IconCheck size={14} aria-hidden />
          {t('fits')}
        </span>
      ) : null}
      {checked?.volatile ? <span className={classes.volatile}>{t('volatile')}</span> : null}
    </div>
  )
}
