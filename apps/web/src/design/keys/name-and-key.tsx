import { type LocalizedText, localize } from '@mortise/core'
import { TextInput, useLanguage, useText } from '@mortise/ui'
import { useState } from 'react'
import { isTranslated, withMain } from '../with-main.ts'
import { keyForLabel } from './key-for-label.ts'
import { nameTexts } from './name-texts.ts'

/** The name and key of something new while they are typed. */
export interface NameAndKey {
  label: LocalizedText
  key: string
  named: boolean
  setLabel(label: LocalizedText): void
  setKey(key: string): void
}

interface NameAndKeyStart {
  initial?: LocalizedText
  taken: ReadonlySet<string>
  /** The key where none can be read out of the name. */
  fallback: string
}

const noName: LocalizedText = { zh: '', en: '' }

/** The key follows the name until it is typed. */
export function useNameAndKey({ initial = noName, taken, fallback }: NameAndKeyStart): NameAndKey {
  const language = useLanguage()
  const [label, setLabel] = useState(initial)
  const [typed, setKey] = useState<string | null>(null)
  const named = localize(label, language).trim() !== ''
  const key = typed ?? (named ? keyForLabel(label, taken, fallback) : '')
  return { label, key, named, setLabel, setKey }
}

interface NameAndKeyFieldsProps {
  value: NameAndKey
  keyHint: string
  /** What is said about the name in the other language. */
  otherHint?: string
}

export function NameAndKeyFields({ value, keyHint, otherHint }: NameAndKeyFieldsProps) {
  const { label, key, setLabel, setKey } = value
  const t = useText(nameTexts)
  const language = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  const input = { size: 'md', autoComplete: 'off' } as const
  return (
    <>
      <TextInput
        {...input}
        label={t('name')}
        required
        data-autofocus
        maxLength={100}
        lang={language}
        value={label[language]}
        onChange={(event) => setLabel(withMain(label, event.currentTarget.value, language) ?? noName)}
      />
      <TextInput
        {...input}
        label={t(other === 'zh' ? 'nameZh' : 'nameEn')}
        description={otherHint}
        maxLength={100}
        lang={other}
        placeholder={label[language]}
        value={isTranslated(label) ? label[other] : ''}
        onChange={(event) => setLabel({ ...label, [other]: event.currentTarget.value || label[language] })}
      />
      <TextInput
        {...input}
        label={t('key')}
        description={keyHint}
        maxLength={41}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
    </>
  )
}
