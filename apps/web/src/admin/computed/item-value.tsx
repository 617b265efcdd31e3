import { type StoredExpression, types } from '@mortise/expressions'
import type { EntityModel } from '@mortise/metadata'
import { shownField } from '@mortise/metadata'
import { Button, useText } from '@mortise/ui'
import { FormulaReading } from '@mortise/ui/formula'
import { IconMathFunction } from '@tabler/icons-react'
import { useState } from 'react'
import { FieldPicker } from '../../runtime/filter/field-picker.tsx'
import { FormulaDialog } from '../../runtime/formula/formula-dialog.tsx'
import { useFormulaScope } from '../../runtime/formula/use-formula-scope.ts'
import classes from './computed.module.css'
import { computedTexts } from './computed-texts.ts'

interface ItemValueProps {
  label: string
  /** The table of the records that are summed up. */
  entity: EntityModel
  /** Only numbers will do. */
  numeric?: boolean
  value: StoredExpression | null
  onChange(value: StoredExpression): void
}

const anything = { allowVolatile: false } as const
const number = { allowVolatile: false, expected: types.num } as const

/** The value of each record: one of its fields, or a formula over them. */
export function ItemValue({ label, entity, numeric = false, value, onChange }: ItemValueProps) {
  const t = useText(computedTexts)
  const purpose = numeric ? number : anything
  const scope = useFormulaScope(entity.key, purpose)
  const [editing, setEditing] = useState(false)
  const field = fieldPath(value)
  return (
    <fieldset className={classes.itemValue}>
      <legend className={classes.inputLabel}>{label}</legend>
      <div className={classes.itemChoice}>
        {value && field === null ? (
          <FormulaReading formula={value} scope={scope} />
        ) : (
          <FieldPicker
            entity={entity}
            value={field}
            label={label}
            accepts={(candidate) => {
              const shown = shownField(candidate)
              const type = shown.kind.expression?.(shown)
              return type !== null && type !== undefined && (!numeric || type.kind === 'num')
            }}
            onChange={(path) => onChange({ v: 1, expr: { var: path } })}
          />
        )}
        <Button
          variant="default"
          leftSection={<IconMathFunction size={15} aria-hidden />}
          onClick={() => setEditing(true)}
        >
          {t(value && field === null ? 'editFormula' : 'asFormula')}
        </Button>
        {value && field === null ? (
          <Button variant="subtle" onClick={() => onChange({ v: 1, expr: { var: entity.title.key } })}>
            {t('asField')}
          </Button>
        ) : null}
      </div>
      {editing ? (
        <FormulaDialog
          title={label}
          label={t('formula')}
          entity={entity.key}
          purpose={purpose}
          formula={value}
          onApply={(next) => {
            setEditing(false)
            onChange(next)
          }}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </fieldset>
  )
}

/** The path of an expression that is nothing but a field. */
export function fieldPath(value: StoredExpression | null): string | null {
  const expr = value?.text === undefined ? value?.expr : null
  if (typeof expr !== 'object' || expr === null || Array.isArray(expr)) return null
  const path = (expr as { var?: unknown }).var
  return typeof path === 'string' ? path : null
}
