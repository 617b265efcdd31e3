import type { ExpressionType, StoredExpression } from '@mortise/expressions'
import type { EntityModel } from '@mortise/metadata'
import { Alert, SegmentedControl, useText } from '@mortise/ui'
import { type FormulaAnalysis, FormulaEditor, formulaText, storedFormula } from '@mortise/ui/formula'
import { useCallback, useMemo, useState } from 'react'
import { TestOnRecord } from '../../runtime/formula/test-on-record.tsx'
import { useFormulaScope } from '../../runtime/formula/use-formula-scope.ts'
import classes from './computed.module.css'
import { computedTexts } from './computed-texts.ts'
import { type ComputedResult, ResultOptions } from './result-options.tsx'

export interface FormulaFieldOptions {
  expression: StoredExpression | null
  result: ComputedResult | null
}

interface FormulaOptionsProps {
  entity: EntityModel
  /** The key of the field, once it has one. */
  field: string | null
  options: FormulaFieldOptions
  onChange(change: (options: FormulaFieldOptions) => FormulaFieldOptions): void
}

/** The formula of a computed field, what it gives, and what it gives for a record. */
export function FormulaOptions({ entity, field, options, onChange }: FormulaOptionsProps) {
  const t = useText(computedTexts)
  const blankAs = options.expression?.blankAs ?? 'zero'
  const [mode, setMode] = useState(blankAs)
  const purpose = useMemo(() => ({ blankAs: mode, allowJs: true }), [mode])
  const scope = useFormulaScope(entity.key, purpose, field)
  const [text, setText] = useState(() => formulaText(options.expression, scope))
  const [type, setType] = useState<ExpressionType | null>(null)
  const [volatile, setVolatile] = useState(false)
  const read = useCallback(
    (analysis: FormulaAnalysis, written: string) => {
      setType(analysis.checked?.type ?? null)
      setVolatile(analysis.checked?.volatile ?? false)
      const expression = written.trim() === '' ? null : storedFormula(written, analysis, scope)
      onChange((present) => ({ ...present, expression }))
    },
    [scope, onChange],
  )
  return (
    <>
      <FormulaEditor label={t('formula')} text={text} scope={scope} onChange={setText} onAnalysis={read}>
        {volatile ? <Alert color="yellow">{t('volatileHint')}</Alert> : null}
        <div className={classes.blankAs}>
          <span id="blank-as">{t('blankAs')}</span>
          <SegmentedControl
            aria-labelledby="blank-as"
            size="xs"
            value={mode}
            onChange={(next) => setMode(next === 'blank' ? 'blank' : 'zero')}
            data={[
              { value: 'zero', label: t('blankZero') },
              { value: 'blank', label: t('blankBlank') },
            ]}
          />
        </div>
        <TestOnRecord entity={entity.key} formula={options.expression} scope={scope} note={t('unpublished')} />
      </FormulaEditor>
      <ResultOptions
        type={type}
        value={options.result}
        onChange={useCallback((result) => onChange((present) => ({ ...present, result })), [onChange])}
      />
    </>
  )
}
