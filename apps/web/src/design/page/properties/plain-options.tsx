import type { LocalizedText } from '@mortise/core'
import { NumberInput, Select, Switch, useLocalize, useText } from '@mortise/ui'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { pageDesignTexts } from '../page-design-texts.ts'
import type { OptionProps } from './option-editor.ts'

export function TextOption({ label, value, onChange }: OptionProps) {
  return (
    <LocalizedInput
      label={label}
      rows={3}
      maxLength={2000}
      value={value as LocalizedText | undefined}
      onChange={(text) => text && onChange(text, true)}
    />
  )
}

export function SwitchOption({ label, property, value, onChange }: OptionProps) {
  return (
    <Switch
      label={label}
      checked={Boolean(value ?? property.default ?? false)}
      onChange={(event) =>
        onChange(event.currentTarget.checked === (property.default ?? false) ? undefined : event.currentTarget.checked)
      }
    />
  )
}

export function NumberOption({ label, property, value, onChange }: OptionProps) {
  return (
    <NumberInput
      label={label}
      allowDecimal={false}
      min={property.minimum}
      max={property.maximum}
      placeholder={property.default === undefined ? undefined : String(property.default)}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined, true)}
    />
  )
}

export function ChoiceOption({ label, property, required, value, onChange }: OptionProps) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const choices = property.enum ?? property.anyOf?.flatMap((one) => one.const ?? []) ?? []
  if (choices.length === 0) return null
  return (
    <Select
      label={label}
      data={choices.map((one) => ({ value: one, label: localize(property.choices?.[one] ?? { zh: one, en: one }) }))}
      value={String(value ?? property.default ?? '') || null}
      placeholder={t('none')}
      clearable={!required && property.default === undefined}
      allowDeselect={false}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
