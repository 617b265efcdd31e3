import {
  type AppDocumentAny,
  diffApps,
  type EntityDocument,
  type FieldDocument,
  soundDocuments,
  validateApp,
} from '@mortise/metadata'
import { Button, commonTexts, Group, Modal, useLocalize, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { useDesign } from '../draft/design-context.ts'
import { indexDocuments, runEdit, withSteps } from '../draft/draft-documents.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { issueInWords } from '../frame/issue-in-words.ts'
import { dropField } from './edits/drop-field.ts'
import classes from './table-dialogs.module.css'
import { tableTexts } from './table-texts.ts'
import { stepLabel } from './use-table.ts'

interface DeleteFieldDialogProps {
  table: EntityDocument
  field: FieldDocument
  onClose(): void
}

/** What would happen without a field, in words: what is changed with it, what breaks; then deletes it. */
export function DeleteFieldDialog({ table, field, onClose }: DeleteFieldDialogProps) {
  const t = useText(tableTexts)
  const common = useText(commonTexts)
  const localize = useLocalize()
  const { select } = useDesignAddress()
  const { store } = useDesign()
  const { edit, kept, changes, breaks } = useDeletion(table, field)
  function remove() {
    store.change(stepLabel('didDeleteField', field.label), edit)
    select(null)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('deleteTitle', { name: localize(field.label) })} size={560}>
      <div className={classes.dialog}>
        <p>{t(kept ? 'deleteArchive' : 'deleteRemove')}</p>
        {changes.length + breaks.length === 0 ? <p className={classes.quiet}>{t('deleteFree')}</p> : null}
        <Entries title={t('deleteBreaks')} entries={breaks} alarming />
        <Entries title={t('deleteTakenOut')} entries={changes} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button color="red" data-autofocus onClick={remove}>
            {common('delete')}
          </Button>
        </Group>
      </div>
    </Modal>
  )
}

function Entries({ title, entries, alarming }: { title: string; entries: readonly string[]; alarming?: boolean }) {
  if (entries.length === 0) return null
  return (
    <section className={classes.entries} data-alarming={alarming}>
      <h3>{title}</h3>
      <ul>
        {entries.map((entry) => (
          <li key={entry}>{entry}</li>
        ))}
      </ul>
    </section>
  )
}

/** Tries it: what it changes in words, and what validation finds afterwards that it did not find before. */
function useDeletion(table: EntityDocument, field: FieldDocument) {
  const localize = useLocalize()
  const { store, published, fieldTypes, viewTypes } = useDesign()
  return useMemo(() => {
    const { documents, model } = store.snapshot()
    const former = published.get(`entity/${table.key}`)
    const kept = former?.kind === 'entity' && former.fields.some(({ key }) => key === field.key)
    const edit = dropField({ entity: table.key, field: field.key }, kept, { model, viewTypes })
    const after = [...withSteps(documents, runEdit(documents, edit)).values()]
    const before = [...documents.values()]
    const known = new Set(validateApp(before, { fieldTypes, viewTypes }).map(nameOf))
    const documentsAfter = indexDocuments(after)
    const breaks = validateApp(after, { fieldTypes, viewTypes })
      .filter((issue) => !known.has(nameOf(issue)))
      .map((issue) => {
        const { where, message } = issueInWords(issue, { documents: documentsAfter, fieldTypes })
        return `${where.map(localize).join(' › ')}: ${localize(message)}`
      })
    // What is not finished elsewhere in the draft has no words yet.
    const sound = (all: readonly AppDocumentAny[]) => soundDocuments(all, fieldTypes)
    const changes = diffApps(sound(before), sound(after), { fieldTypes })
      .filter(({ document }) => document !== `entity/${table.key}`)
      .map(({ text }) => localize(text))
    return { edit, kept, changes: [...new Set(changes)], breaks: [...new Set(breaks)] }
  }, [store, published, fieldTypes, viewTypes, table, field, localize])
}

function nameOf({ document, code, message }: { document: string | null; code: string; message: { en: string } }) {
  return `${document} ${code} ${message.en}`
}
