import { isLocalizedText, type LocalizedText } from '@mortise/core'
import { useLocalize, useText } from '@mortise/ui'
import { useDesignModel } from '../../draft/design-context.ts'
import { isKey } from '../../keys/is-key.ts'
import { nameTexts } from '../../keys/name-texts.ts'
import { LiveInput } from '../live-input.tsx'
import { LocalizedInput } from '../localized-input.tsx'
import type { OptionProps } from './option-panel.tsx'
import { optionTexts } from './option-texts.ts'

interface Inverse {
  key: string
  label: LocalizedText
}

/** How a relation is called from the other side: a name, and a key for formulas and filters. */
export function InverseOption({ value, onChange, table, field }: OptionProps) {
  const t = useText(optionTexts)
  const names = useText(nameTexts)
  const localize = useLocalize()
  const target = useDesignModel().entities.get(String(field.options?.entity ?? ''))
  const inverse = isInverse(value) ? value : undefined
  if (!target) return null
  const key = inverse?.key ?? `${table.key}_${field.key}`.slice(0, 41)
  return (
    <>
      <LocalizedInput
        optional
        label={t('inverse')}
        description={t('inverseHint', { name: localize(target.label) })}
        value={inverse?.label}
        onChange={(label) => onChange(label ? { key, label } : undefined, true)}
      />
      {inverse ? (
        <LiveInput
          label={t('inverseKey')}
          value={inverse.key}
          problem={(typed) => (isKey(typed) ? null : names('keyInvalid'))}
          onChange={(typed) => onChange({ ...inverse, key: typed }, true)}
        />
      ) : null}
    </>
  )
}

function isInverse(value: unknown): value is Inverse {
  return (
    typeof value === 'object' && value !== null && 'key' in value && 'label' in value && isLocalizedText(value.label)
  )
}
