import type { LocalizedText } from '@mortise/core'
import { NumberInput, Select, Switch, TagsInput, useLocalize, useText } from '@mortise/ui'
import { LiveInput } from '../live-input.tsx'
import { InverseOption } from './inverse-option.tsx'
import type { OptionProps } from './option-panel.tsx'
import { optionTexts } from './option-texts.ts'

/** Words for the values of options that are one of a few. */
const valueWords: { readonly [option: string]: { readonly [value: string]: LocalizedText } } = {
  onDelete: {
    restrict: { zh: '不允许删除', en: 'It cannot be deleted' },
    clear: { zh: '清空此字段', en: 'Clear this field' },
    cascade: { zh: '一并删除', en: 'Delete this one too' },
  },
  reset: {
    never: { zh: '从不', en: 'Never' },
    year: { zh: '每年', en: 'Every year' },
    month: { zh: '每月', en: 'Every month' },
    day: { zh: '每天', en: 'Every day' },
  },
}

/** An option that needs no editor of its own: the type in its schema decides. */
export function PlainOption(props: OptionProps) {
  const { schema } = props
  if (schema.enum) return <ChoiceOption {...props} />
  if (schema.type === 'integer' || schema.type === 'number') return <NumberOption {...props} />
  if (schema.type === 'boolean') return <SwitchOption {...props} />
  if (schema.type === 'array') return <ListOption {...props} />
  if (schema.type === 'object') return <InverseOption {...props} />
  return <TextOption {...props} />
}

function ChoiceOption({ name, schema, value, onChange }: OptionProps) {
  const localize = useLocalize()
  const words = valueWords[name] ?? {}
  return (
    <Select
      label={localize(schema.label)}
      data={(schema.enum ?? []).map((one) => ({ value: one, label: words[one] ? localize(words[one]) : one }))}
      value={typeof value === 'string' ? value : typeof schema.default === 'string' ? schema.default : null}
      clearable={schema.default === undefined}
      allowDeselect={false}
      onChange={(next) => onChange(next === null || next === schema.default ? undefined : next)}
    />
  )
}

function NumberOption({ schema, value, onChange }: OptionProps) {
  const t = useText(optionTexts)
  const localize = useLocalize()
  const fallback = typeof schema.default === 'number' ? schema.default : undefined
  return (
    <NumberInput
      label={localize(schema.label)}
      allowDecimal={schema.type === 'number'}
      min={schema.minimum}
      max={schema.maximum}
      placeholder={fallback === undefined ? t('notSet') : String(fallback)}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined, true)}
    />
  )
}

function SwitchOption({ schema, value, onChange }: OptionProps) {
  const localize = useLocalize()
  return (
    <Switch
      label={localize(schema.label)}
      checked={Boolean(value ?? schema.default ?? false)}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

function ListOption({ schema, value, onChange }: OptionProps) {
  const localize = useLocalize()
  return (
    <TagsInput
      label={localize(schema.label)}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
    />
  )
}

function TextOption({ schema, value, onChange }: OptionProps) {
  const localize = useLocalize()
  return (
    <LiveInput
      label={localize(schema.label)}
      optional
      maxLength={schema.maxLength}
      placeholder={typeof schema.default === 'string' ? schema.default : undefined}
      value={typeof value === 'string' ? value : ''}
      onChange={(typed) => onChange(typed === '' ? undefined : typed, true)}
    />
  )
}
