import type { StoredExpression } from '@mortise/expressions'
import { type EntityModel, expressionTypeOf, isSettable } from '@mortise/metadata'
import { ActionIcon, Button, Select, useLocalize, useText } from '@mortise/ui'
import { IconPlus, IconX } from '@tabler/icons-react'
import { FormulaSetting } from '../formula-setting.tsx'
import { buttonTexts } from './button-texts.ts'
import classes from './buttons.module.css'

export interface FieldValue {
  field: string
  value: StoredExpression
}

interface ValueListProps {
  /** The table of the command: what formulas look at. */
  table: EntityModel
  /** The table whose fields get values. */
  target: EntityModel
  values: readonly FieldValue[]
  onChange(values: FieldValue[]): void
}

const nothing: StoredExpression = { v: 1, expr: null }

/** Fields and the values they are given. */
export function ValueList({ table, target, values, onChange }: ValueListProps) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const settable = [...target.fields.values()].filter(isSettable)
  const used = new Set(values.map(({ field }) => field))
  const choices = (own?: string) =>
    settable
      .filter(({ key }) => key === own || !used.has(key))
      .map(({ key, label }) => ({ value: key, label: localize(label) }))
  const next = settable.find(({ key }) => !used.has(key))
  return (
    <>
      {values.map(({ field: key, value }, at) => {
        const field = target.fields.get(key)
        return (
          <div key={key} className={classes.value}>
            <div className={classes.row}>
              <Select
                size="xs"
                searchable
                allowDeselect={false}
                aria-label={t('field')}
                data={choices(key)}
                value={key}
                onChange={(chosen) => chosen && onChange(values.with(at, { field: chosen, value: nothing }))}
              />
              <ActionIcon
                size="sm"
                aria-label={t('removeValue', { name: field ? localize(field.label) : key })}
                onClick={() => onChange(values.toSpliced(at, 1))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </div>
            {field ? (
              <FormulaSetting
                table={table}
                expected={expressionTypeOf(field)}
                value={value}
                onChange={(written) => onChange(values.with(at, { field: key, value: written }))}
              />
            ) : null}
          </div>
        )
      })}
      {next ? (
        <div>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...values, { field: next.key, value: nothing }])}
          >
            {t('addValue')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
