import type { LocalizedText } from '@mortise/core'
import { Select, TextInput, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useDesignModel } from '../../draft/design-context.ts'
import { withMain } from '../../with-main.ts'
import { openTexts } from './open-texts.ts'

interface NewProcessFieldsProps {
  /** Key of the table. */
  about: string | null
  onAbout(table: string | null): void
  label: LocalizedText | undefined
  onLabel(label: LocalizedText): void
}

/** What a new process out of a file is about, and what it is called. */
export function NewProcessFields({ about, onAbout, label, onLabel }: NewProcessFieldsProps) {
  const t = useText(openTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const tables = [...useDesignModel().entities.values()].filter(({ parent }) => !parent)
  return (
    <>
      <Select
        label={t('processTable')}
        searchable
        clearable
        placeholder={t('noTable')}
        data={tables.map((one) => ({ value: one.key, label: localize(one.label) }))}
        value={about}
        onChange={onAbout}
      />
      <TextInput
        label={t('processName')}
        maxLength={100}
        required
        value={label?.[language] ?? ''}
        onChange={(event) => onLabel(withMain(label, event.currentTarget.value, language) ?? { zh: '', en: '' })}
      />
    </>
  )
}
