import type { BlankAs, ExpressionType, StoredExpression } from '@mortise/expressions'
import type { EntityModel } from '@mortise/metadata'
import { Button, Group, useText } from '@mortise/ui'
import { FormulaReading } from '@mortise/ui/formula'
import { IconMathFunction } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { FormulaDialog } from '../runtime/formula/formula-dialog.tsx'
import { type FormulaPurpose, useFormulaScope } from '../runtime/formula/use-formula-scope.ts'
import { ruleTexts } from './form/rules/rule-texts.ts'
import classes from './form/rules/rules-panel.module.css'

export interface FormulaValueProps {
  table: EntityModel
  /** What it has to give; null: anything. */
  expected: ExpressionType | null
  blankAs?: BlankAs
  value: StoredExpression | undefined
  onChange(value: StoredExpression): void
}

/** What `FormulaSetting` shows. */
export function FormulaValue({ table, expected, blankAs = 'zero', value, onChange }: FormulaValueProps) {
  const t = useText(ruleTexts)
  const [editing, setEditing] = useState(false)
  const purpose = useMemo(
    (): FormulaPurpose => ({ ...(expected && { expected }), blankAs, allowJs: true }),
    [expected, blankAs],
  )
  const scope = useFormulaScope(table.key, purpose)
  const blank = value === undefined || value.expr === null
  return (
    <div className={classes.section}>
      {blank ? <p className={classes.quiet}>{t('noValue')}</p> : <FormulaReading formula={value} scope={scope} />}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconMathFunction size={14} aria-hidden />}
          onClick={() => setEditing(true)}
        >
          {t('editValue')}
        </Button>
      </Group>
      {editing ? (
        <FormulaDialog
          title={t('value')}
          label={t('value')}
          entity={table.key}
          purpose={purpose}
          formula={blank ? null : value}
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
