import type { EntityModel, FieldModel } from '@mortise/metadata'
import { CloseButton, type FieldInputProps, Select, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { type ComponentType, useId } from 'react'
import classes from './try.module.css'
import { tryTexts } from './try-texts.ts'

export type Values = { [field: string]: unknown }

interface ValueOverridesProps {
  entity: EntityModel
  values: Values
  onChange(values: Values): void
}

/** Values that are typed over those of the record, for the trial only. */
export function ValueOverrides({ entity, values, onChange }: ValueOverridesProps) {
  const t = useText(tryTexts)
  const localize = useLocalize()
  const writable = [...entity.fields.values()].filter((field) => isTyped(field) && !(field.key in values))
  return (
    <div className={classes.section}>
      {Object.entries(values).map(([key, value]) => {
        const field = entity.fields.get(key)
        return field ? (
          <Override
            key={key}
            field={field}
            value={value}
            onChange={(next) => onChange({ ...values, [key]: next })}
            onRemove={() => onChange(Object.fromEntries(Object.entries(values).filter(([name]) => name !== key)))}
          />
        ) : null
      })}
      <Select
        label={t('values')}
        description={t('valuesHint')}
        placeholder={t('addValue')}
        searchable
        data={writable.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={null}
        onChange={(key) => key && onChange({ ...values, [key]: null })}
      />
    </div>
  )
}

/** Lists and what is computed cannot be typed. */
function isTyped({ kind, system, computed }: FieldModel): boolean {
  return !system && !computed && kind.relation !== 'children'
}

interface OverrideProps {
  field: FieldModel
  value: unknown
  onChange(value: unknown): void
  onRemove(): void
}

function Override({ field, value, onChange, onRemove }: OverrideProps) {
  const t = useText(tryTexts)
  const localize = useLocalize()
  const id = useId()
  const Input = useRuntimeServices().fieldRuntimes.get(field.type).Input as ComponentType<FieldInputProps>
  const label = localize(field.label)
  return (
    <div>
      <label htmlFor={id} className={classes.text}>
        {label}
      </label>
      <div className={classes.row}>
        <div className={classes.grow}>
          <Input field={field} id={id} value={value} onChange={onChange} appearance="form" />
        </div>
        <CloseButton aria-label={t('removeValue', { field: label })} onClick={onRemove} />
      </div>
    </div>
  )
}
