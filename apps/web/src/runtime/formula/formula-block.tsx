import { type StoredExpression, types } from '@mortise/expressions'
import { type EntityModel, expressionToFilter, type Filter } from '@mortise/metadata'
import { ActionIcon, Button, useRuntimeServices, useText } from '@mortise/ui'
import { FormulaReading } from '@mortise/ui/formula'
import { IconMathFunction, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './formula.module.css'
import { FormulaDialog } from './formula-dialog.tsx'
import { formulaTexts } from './formula-texts.ts'
import { useFormulaScope } from './use-formula-scope.ts'

export interface FormulaBlockProps {
  entity: EntityModel
  formula: StoredExpression | null
  onChange(formula: StoredExpression): void
  onRemove(): void
  /** Given when the conditions of the formula can be shown one by one. */
  onConditions(filter: Filter): void
}

const purpose = { expected: types.bool } as const

/** A condition written as a formula, with the way into its editor. */
export function FormulaBlock({ entity, formula, onChange, onRemove, onConditions }: FormulaBlockProps) {
  const { app } = useRuntimeServices()
  const t = useText(formulaTexts)
  const scope = useFormulaScope(entity.key, purpose)
  // A block that was just added is there to be written.
  const [editing, setEditing] = useState(formula === null)
  const conditions = formula ? expressionToFilter(formula.expr, { model: app, entity }) : null
  return (
    <div className={classes.block}>
      <div className={classes.blockHead}>
        <IconMathFunction size={15} aria-hidden />
        <span className={classes.blockName}>{t('condition')}</span>
        {conditions && !('formula' in conditions) ? (
          <Button size="xs" variant="subtle" onClick={() => onConditions(conditions)}>
            {t('asConditions')}
          </Button>
        ) : null}
        <Button size="xs" variant="subtle" onClick={() => setEditing(true)}>
          {t(formula ? 'edit' : 'write')}
        </Button>
        <ActionIcon aria-label={t('remove')} onClick={onRemove}>
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      </div>
      {formula ? <FormulaReading formula={formula} scope={scope} /> : null}
      {editing ? (
        <FormulaDialog
          title={t('condition')}
          label={t('formula')}
          description={t('conditionHint')}
          entity={entity.key}
          purpose={purpose}
          formula={formula}
          onApply={(next) => {
            setEditing(false)
            onChange(next)
          }}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </div>
  )
}
