import type { StoredExpression } from '@mortise/expressions'
import { Button, commonTexts, Modal, phoneQuery, useMediaQuery, useText } from '@mortise/ui'
import { type FormulaAnalysis, FormulaEditor, formulaText, storedFormula } from '@mortise/ui/formula'
import { type ReactNode, useState } from 'react'
import classes from './formula.module.css'
import { formulaTexts } from './formula-texts.ts'
import { TestOnRecord } from './test-on-record.tsx'
import { type FormulaPurpose, useFormulaScope } from './use-formula-scope.ts'

export interface FormulaDialogProps {
  title: string
  label: string
  description?: string
  entity: string
  purpose: FormulaPurpose
  formula: StoredExpression | null
  onApply(formula: StoredExpression): void
  onClose(): void
  children?: ReactNode
}

/** Writes a formula in a dialog, on a phone over the whole screen. */
export function FormulaDialog(props: FormulaDialogProps) {
  const { title, label, description, entity, purpose, formula, onApply, onClose } = props
  const t = useText(formulaTexts)
  const common = useText(commonTexts)
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  const scope = useFormulaScope(entity, purpose)
  const [text, setText] = useState(() => formulaText(formula, scope))
  const [before] = useState(text)
  const dirty = text !== before
  const [analysis, setAnalysis] = useState<FormulaAnalysis | null>(null)
  const written = analysis && text.trim() !== '' ? storedFormula(text, analysis, scope) : null
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={960}
      fullScreen={phone}
      // One press of a key, or a click beside it, must not cost what was written.
      closeOnEscape={!dirty}
      closeOnClickOutside={!dirty}
      // What lies below, a panel with a filter, closes on Escape as well; this press is for the dialog alone.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <FormulaEditor autoFocus {...{ label, description, text, scope }} onChange={setText} onAnalysis={setAnalysis}>
        <TestOnRecord entity={entity} formula={written} scope={scope} />
      </FormulaEditor>
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button disabled={!written} onClick={() => written && onApply(written)}>
          {t('apply')}
        </Button>
      </div>
    </Modal>
  )
}
