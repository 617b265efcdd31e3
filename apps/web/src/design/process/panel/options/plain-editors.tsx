import { type LocalizedText, localize } from '@mortise/core'
import { Checkbox, NumberInput, Select, Switch, TagsInput, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useId } from 'react'
import { LiveInput } from '../../../table/live-input.tsx'
import { LocalizedInput } from '../../../table/localized-input.tsx'
import { OptionIssues } from '../panel-issues.tsx'
import { panelTexts } from '../panel-texts.ts'
import { OptionFrame } from './option-frame.tsx'
import type { NodeOptionProps } from './option-props.ts'
import { choicesOf } from './option-schema.ts'
import { optionTexts } from './option-texts.ts'

export function ChoiceEditor({ label, schema, required, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(panelTexts)
  const language = useLanguage()
  const nameOf = (choice: string) => localize(schema.choices?.[choice] ?? { zh: choice, en: choice }, language)
  return (
    <div>
      <Select
        label={label}
        description={schema.hint && localize(schema.hint, language)}
        data={choicesOf(schema).map((choice) => ({ value: choice, label: nameOf(choice) }))}
        value={String(value ?? schema.default ?? '') || null}
        placeholder={t('none')}
        clearable={!required && schema.default === undefined}
        allowDeselect={false}
        onChange={(next) => onChange(next === schema.default && !required ? undefined : (next ?? undefined))}
      />
      <OptionIssues pointer={pointer} />
    </div>
  )
}

export function SwitchEditor({ label, schema, value, pointer, onChange }: NodeOptionProps) {
  const localized = useLocalize()
  const preset = schema.default ?? false
  return (
    <div>
      <Switch
        label={label}
        description={schema.hint && localized(schema.hint)}
        checked={Boolean(value ?? preset)}
        onChange={({ currentTarget: { checked } }) => onChange(checked === preset ? undefined : checked)}
      />
      <OptionIssues pointer={pointer} />
    </div>
  )
}

/** Within an option of several switches; off is left out. */
export function CheckEditor({ label, value, onChange }: NodeOptionProps) {
  return (
    <Checkbox
      label={label}
      checked={value === true}
      onChange={({ currentTarget: { checked } }) => onChange(checked || undefined)}
    />
  )
}

export function NumberEditor({ label, schema, required, value, pointer, onChange }: NodeOptionProps) {
  const localized = useLocalize()
  return (
    <div>
      <NumberInput
        label={label}
        description={schema.hint && localized(schema.hint)}
        allowDecimal={schema.type !== 'integer'}
        min={schema.minimum}
        max={schema.maximum}
        required={required}
        placeholder={schema.default === undefined ? undefined : String(schema.default)}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => {
          if (typeof next === 'number') onChange(next, true)
          else if (!required) onChange(undefined, true)
        }}
      />
      <OptionIssues pointer={pointer} />
    </div>
  )
}

export function TextEditor({ label, schema, required, value, pointer, onChange }: NodeOptionProps) {
  const localized = useLocalize()
  return (
    <div>
      <LiveInput
        label={label}
        description={schema.hint && localized(schema.hint)}
        optional={!required}
        maxLength={schema.maxLength}
        rows={(schema.maxLength ?? 0) > 300 ? 3 : undefined}
        value={typeof value === 'string' ? value : ''}
        onChange={(typed) => onChange(typed || undefined, true)}
      />
      <OptionIssues pointer={pointer} />
    </div>
  )
}

/** A text that people read, in both languages. */
export function WordsEditor({ label, schema, required, value, pointer, onChange }: NodeOptionProps) {
  const localized = useLocalize()
  return (
    <div>
      <LocalizedInput
        label={label}
        description={schema.hint && localized(schema.hint)}
        optional={!required}
        rows={2}
        maxLength={schema.properties?.en?.maxLength ?? 2000}
        value={value as LocalizedText | undefined}
        onChange={(text) => (text || !required) && onChange(text, true)}
      />
      <OptionIssues pointer={pointer} />
    </div>
  )
}

/** Short texts in their order. */
export function TextListEditor({ label, schema, required, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(optionTexts)
  const localized = useLocalize()
  const id = useId()
  const words = Array.isArray(value) ? value.map(String) : []
  return (
    <OptionFrame label={label} hint={schema.hint && localized(schema.hint)} pointer={pointer} id={id}>
      <TagsInput
        aria-labelledby={id}
        placeholder={words.length > 0 ? undefined : t('addWord')}
        maxTags={schema.maxItems}
        maxLength={schema.items?.maxLength}
        value={words}
        onChange={(next) => onChange(next.length > 0 || required ? next : undefined)}
      />
    </OptionFrame>
  )
}
