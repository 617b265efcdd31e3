import { isLocalizedText, type LocalizedText } from '@mortise/core'
import { keyPattern } from '@mortise/metadata'
import { useLocalize, useText } from '@mortise/ui'
import { useDesignModel } from '../../draft/design-context.ts'
import { LiveInput } from '../live-input.tsx'
import { LocalizedInput } from '../localized-input.tsx'
import { tableTexts } from '../table-texts.ts'
import type { OptionProps } from './option-panel.tsx'

interface Inverse {
  key: string
  label: LocalizedText
}

/** How a relation is called from the other side: a name, and a key for formulas and filters. */
export function InverseOption({ value, onChange, table, field }: OptionProps) {
  const t = useText(tableTexts)
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
          problem={(typed) => (new RegExp(keyPattern).test(typed) ? null : t('keyInvalid'))}
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
