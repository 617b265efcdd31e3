import { type LocalizedText, localize } from '@mortise/core'
import { keyPattern } from '@mortise/metadata'
import { TextInput, useLanguage, useText } from '@mortise/ui'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { keyForLabel } from '../keys/key-for-label.ts'
import { isTranslated, withMain } from '../table/localized-input.tsx'
import { appTexts } from './app-texts.ts'

/** The name and key of an app while they are typed. */
export interface AppName {
  label: LocalizedText
  key: string
  setLabel(label: LocalizedText): void
  setKey(key: string): void
  problem(): string | null
}

/** The name and key of a new app; the key follows the name until it is typed. */
export function useAppName(initial: LocalizedText): AppName {
  const language = useLanguage()
  const taken = new Set(useSession().apps.map(({ key }) => key))
  const [label, setLabel] = useState(initial)
  const [typed, setKey] = useState<string | null>(null)
  const named = localize(label, language).trim() !== ''
  const key = typed ?? (named ? keyForLabel(label, taken, 'app') : '')
  const problem = () => {
    if (!named) return appTexts.t('nameMissing')
    return new RegExp(keyPattern).test(key) ? null : appTexts.t('keyInvalid')
  }
  return { label, key, setLabel, setKey, problem }
}

const noName: LocalizedText = { zh: '', en: '' }

export function AppNameFields({ name: { label, key, setLabel, setKey } }: { name: AppName }) {
  const t = useText(appTexts)
  const language = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <>
      <TextInput
        label={t('name')}
        size="md"
        required
        data-autofocus
        maxLength={100}
        autoComplete="off"
        lang={language}
        value={label[language]}
        onChange={(event) => setLabel(withMain(label, event.currentTarget.value, language) ?? noName)}
      />
      <TextInput
        label={t(other === 'zh' ? 'nameZh' : 'nameEn')}
        size="md"
        maxLength={100}
        autoComplete="off"
        lang={other}
        placeholder={label[language]}
        value={isTranslated(label) ? label[other] : ''}
        onChange={(event) => setLabel({ ...label, [other]: event.currentTarget.value || label[language] })}
      />
      <TextInput
        label={t('key')}
        description={t('keyHint')}
        size="md"
        maxLength={41}
        autoComplete="off"
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
    </>
  )
}
