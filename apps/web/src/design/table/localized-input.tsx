import { type LocalizedText, languages } from '@mortise/core'
import { useLanguage, useText } from '@mortise/ui'
import type { Ref } from 'react'
import { nameTexts } from '../keys/name-texts.ts'
import { isTranslated, withMain } from '../with-main.ts'
import { LiveInput } from './live-input.tsx'

interface LocalizedInputProps {
  label: string
  description?: string
  value: LocalizedText | undefined
  /** Undefined when it is empty, which only what is optional can be. */
  onChange(value: LocalizedText | undefined): void
  optional?: boolean
  rows?: number
  maxLength?: number
  inputRef?: Ref<HTMLInputElement>
}

/** A text in both languages, that of the user first. What is not translated shows the other language, and says so. */
export function LocalizedInput({ label, description, value, onChange, inputRef, ...rest }: LocalizedInputProps) {
  const t = useText(nameTexts)
  const own = useLanguage()
  const other = languages.find((language) => language !== own) ?? own
  return (
    <>
      <LiveInput
        {...rest}
        ref={inputRef}
        label={label}
        description={description}
        lang={own}
        value={value?.[own] ?? ''}
        onChange={(typed) => onChange(withMain(value, typed, own))}
      />
      {value ? (
        <LiveInput
          {...rest}
          optional
          label={`${label} · ${t(other === 'zh' ? 'chinese' : 'english')}`}
          lang={other}
          value={isTranslated(value) ? value[other] : ''}
          placeholder={value[own]}
          description={isTranslated(value) ? undefined : t('onlyOneLanguage')}
          onChange={(typed) => onChange({ ...value, [other]: typed || value[own] })}
        />
      ) : null}
    </>
  )
}
