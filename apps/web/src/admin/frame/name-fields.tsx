import type { LocalizedText } from '@mortise/core'
import { TextInput, useText } from '@mortise/ui'
import { adminTexts } from './admin-texts.ts'

/** A name while it is typed: in both languages, either of which may be empty, and in others that are kept. */
export type Names = LocalizedText

export function namesFrom(text: LocalizedText | undefined): Names {
  return text ?? { zh: '', en: '' }
}

/** The name as it is saved: what one language lacks is taken from the other. Empty when both are. */
export function textOf(names: Names): LocalizedText {
  const [zh, en] = [names.zh.trim(), names.en.trim()]
  return { ...names, zh: zh || en, en: en || zh }
}

interface NameFieldsProps {
  names: Names
  onChange(names: Names): void
  maxLength?: number
}

/** A name in Chinese and English. */
export function NameFields({ names, onChange, maxLength = 100 }: NameFieldsProps) {
  const t = useText(adminTexts)
  return (
    <>
      <TextInput
        label={t('nameZh')}
        size="md"
        lang="zh"
        maxLength={maxLength}
        data-autofocus
        autoComplete="off"
        value={names.zh}
        onChange={(event) => onChange({ ...names, zh: event.currentTarget.value })}
      />
      <TextInput
        label={t('nameEn')}
        description={t('nameEnHint')}
        size="md"
        lang="en"
        maxLength={maxLength}
        autoComplete="off"
        value={names.en}
        placeholder={names.zh}
        onChange={(event) => onChange({ ...names, en: event.currentTarget.value })}
      />
    </>
  )
}
