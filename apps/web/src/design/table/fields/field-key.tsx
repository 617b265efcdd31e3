import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { toastError, useLocalize, useText } from '@mortise/ui'
import { useState } from 'react'
import { useDesign, useDesignModel } from '../../draft/design-context.ts'
import { runEdit, withSteps } from '../../draft/draft-documents.ts'
import { newIssues } from '../../draft/use-consequences.ts'
import { takenFieldKeys } from '../../keys/free-key.ts'
import { isKey } from '../../keys/is-key.ts'
import { nameTexts } from '../../keys/name-texts.ts'
import { renameField } from '../edits/rename-field.ts'
import { LiveInput } from '../live-input.tsx'
import classes from '../table-designer.module.css'
import { stepLabel } from '../use-table.ts'

interface FieldKeyProps {
  table: EntityDocument
  field: FieldDocument
  onRenamed(key: string): void
}

/** The key: fixed once the field was published, or is computed with. */
export function FieldKey({ table, field, onRenamed }: FieldKeyProps) {
  const t = useText(nameTexts)
  const localize = useLocalize()
  const { published, store, fieldTypes, blockTypes, viewTypes, commandActions, processes } = useDesign()
  const model = useDesignModel()
  const [typed, setTyped] = useState<string | null>(null)
  const former = published.get(`entity/${table.key}`)
  const fixed = former?.kind === 'entity' && former.fields.some(({ key }) => key === field.key)
  const known = model.entities.get(table.key)?.fields.has(field.key)
  const key = typed ?? field.key
  const problem = keyProblem(key, field.key, table)
  function rename() {
    setTyped(null)
    if (key === field.key || problem) return
    const rename = renameField(table.key, field.key, key, { model, blockTypes, viewTypes, commandActions })
    const { documents } = store.snapshot()
    const after = [...withSteps(documents, runEdit(documents, rename)).values()]
    const kinds = { fieldTypes, viewTypes, blockTypes, commandActions, processes }
    // Formulas, filters and processes name fields as well: what would no longer be found keeps its key.
    const [broken] = newIssues([...documents.values()], after, kinds)
    if (broken) {
      toastError(t('keyInUse', { where: localize(broken.message) }))
      return
    }
    store.change(stepLabel('didChangeField', field.label), rename)
    onRenamed(key)
  }
  return (
    <LiveInput
      label={t('key')}
      description={t(fixed ? 'keyFixed' : 'keyHint')}
      disabled={fixed || !known}
      className={classes.keyInput}
      optional
      maxLength={41}
      value={key}
      error={problem ? t(problem) : null}
      onChange={setTyped}
      onLeave={rename}
    />
  )
}

function keyProblem(key: string, own: string, table: EntityDocument): 'keyInvalid' | 'keyTaken' | null {
  if (!isKey(key)) return 'keyInvalid'
  return key !== own && takenFieldKeys(table).has(key) ? 'keyTaken' : null
}
