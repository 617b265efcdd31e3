import { type LocalizedText, localize } from '@mortise/core'
import { keyPattern } from '@mortise/metadata'
import { TextInput, useLanguage, useText } from '@mortise/ui'
import { useState } from 'react'
import { FormDialog } from '../../admin/frame/form-dialog.tsx'
import { useDesign, useDesignDocuments } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { keyForLabel } from '../keys/key-for-label.ts'
import { newTable } from './edits/new-table.ts'
import { isTranslated, withMain } from './localized-input.tsx'
import { tableTexts } from './table-texts.ts'
import { stepLabel } from './use-table.ts'

const noName: LocalizedText = { zh: '', en: '' }

/** A new table by its name; the key comes from it. */
export function NewTableDialog({ onClose }: { onClose(): void }) {
  const t = useText(tableTexts)
  const language = useLanguage()
  const { store } = useDesign()
  const { open } = useDesignAddress()
  const taken = new Set(useDesignDocuments('entity').map(({ key }) => key))
  const [label, setLabel] = useState(noName)
  const [typedKey, setKey] = useState<string | null>(null)
  const key = typedKey ?? (localize(label, language).trim() ? keyForLabel(label, taken, 'table') : '')
  const other = language === 'zh' ? 'en' : 'zh'
  function problem(): string | null {
    if (localize(label, language).trim() === '') return t('nameMissing')
    if (!new RegExp(keyPattern).test(key)) return t('keyInvalid')
    return taken.has(key) ? t('keyTaken') : null
  }
  async function save() {
    const trimmed = { ...label, zh: label.zh.trim(), en: label.en.trim() }
    store.change(stepLabel('didNewTable', trimmed), newTable({ key, label: trimmed, icon: 'table', colour: 'blue' }))
    open(`entity/${key}`)
  }
  return (
    <FormDialog title={t('newTable')} submit={t('create')} problem={problem} save={save} onClose={onClose}>
      <p style={{ color: 'var(--ui-text-2)' }}>{t('newTableText')}</p>
      <TextInput
        label={t('name')}
        size="md"
        required
        maxLength={100}
        data-autofocus
        autoComplete="off"
        lang={language}
        value={label[language]}
        onChange={(event) => setLabel(withMain(label, event.currentTarget.value, language) ?? noName)}
      />
      <TextInput
        label={t(other === 'zh' ? 'nameZh' : 'nameEn')}
        description={t('onlyOneLanguage')}
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
    </FormDialog>
  )
}
