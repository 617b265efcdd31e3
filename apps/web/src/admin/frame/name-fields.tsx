import type { LocalizedText } from '@mortise/core'
import { TextInput, useText } from '@mortise/ui'
import type { Ref } from 'react'
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

/** What is wrong with a name that is to be saved. */
export function nameProblem(names: Names): string | null {
  return textOf(names).zh === '' ? adminTexts.t('nameMissing') : null
}

interface NameFieldsProps {
  names: Names
  onChange(names: Names): void
  maxLength?: number
  error?: string | null
  /** The first input, to bring people back to it. */
  inputRef?: Ref<HTMLInputElement>
}

/** A name in Chinese and English. */
export function NameFields({ names, onChange, maxLength = 100, error = null, inputRef }: NameFieldsProps) {
  const t = useText(adminTexts)
  return (
    <>
      <TextInput
        ref={inputRef}
        label={t('nameZh')}
        required
        error={error}
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
