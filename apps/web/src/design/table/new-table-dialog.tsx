import { useText } from '@mortise/ui'
import { FormDialog } from '../../admin/frame/form-dialog.tsx'
import { useDesign, useDesignDocuments } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { isKey } from '../keys/is-key.ts'
import { NameAndKeyFields, useNameAndKey } from '../keys/name-and-key.tsx'
import { nameTexts } from '../keys/name-texts.ts'
import { newTable } from './edits/new-table.ts'
import { overviewTexts } from './overview-texts.ts'
import { stepLabel } from './use-table.ts'

/** A new table by its name; the key comes from it. */
export function NewTableDialog({ onClose }: { onClose(): void }) {
  const t = useText(overviewTexts)
  const names = useText(nameTexts)
  const { store } = useDesign()
  const { open } = useDesignAddress()
  const taken = new Set(useDesignDocuments('entity').map(({ key }) => key))
  const name = useNameAndKey({ taken, fallback: 'table' })
  function problem(): string | null {
    if (!name.named) return names('nameMissing')
    if (!isKey(name.key)) return names('keyInvalid')
    return taken.has(name.key) ? names('keyTaken') : null
  }
  async function save() {
    const { key } = name
    const label = { ...name.label, zh: name.label.zh.trim(), en: name.label.en.trim() }
    store.change(stepLabel('didNewTable', label), newTable({ key, label, icon: 'table', colour: 'blue' }))
    open(`entity/${key}`)
  }
  return (
    <FormDialog title={t('newTable')} submit={t('create')} problem={problem} save={save} onClose={onClose}>
      <p style={{ color: 'var(--ui-text-2)' }}>{t('newTableText')}</p>
      <NameAndKeyFields value={name} keyHint={names('keyHint')} otherHint={names('onlyOneLanguage')} />
    </FormDialog>
  )
}
