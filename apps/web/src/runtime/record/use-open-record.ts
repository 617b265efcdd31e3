import type { EntityRecord } from '@mortise/data'
import { blocksOf, type EntityModel, type FormDocument, type PageDocument } from '@mortise/metadata'
import { toast, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useEffect, useState } from 'react'
import { useKinds } from '../../api/use-kinds.ts'
import { editAll } from '../form/record-form.tsx'
import { type RecordFormModel, useRecordForm } from '../form/use-record-form.ts'
import { useRecordRights } from '../form/use-record-rights.ts'
import { fieldsOfBlocks } from '../page/page-selection.ts'
import { recordTitle } from './key-facts.ts'
import { recordTexts } from './record-texts.ts'
import { useLeaveGuard } from './use-leave-guard.ts'

/** What the page and the panel of a record share. */
export interface OpenRecord {
  entity: EntityModel
  form: FormDocument
  /** What shows the record now; null: its form. */
  page: PageDocument | null
  /** The page tells the story of the record itself. */
  tellsStory: boolean
  record: EntityRecord
  model: RecordFormModel
  title: string
  archived: boolean
  editable: boolean
  /** Makes inputs of all fields, in the form. */
  edit(): void
}

export function useOpenRecord({ entity, form, page, record }: RecordParts): OpenRecord {
  const t = useText(recordTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const archived = Boolean(record.archived_at)
  const editable = useRecordRights(entity.key, record).update && !archived
  const onSaved = (saved: EntityRecord) => {
    if (saved !== record) toast(t('saved'))
  }
  const model = useRecordForm({ entity, form, record, onSaved })
  useLeaveGuard(model.isDirty)
  const title = recordTitle(entity, record, language) || t('untitled', { name: localize(entity.label) })
  const [asForm, showForm] = useFormInstead(page, model)
  const shown = asForm ? null : page
  const tellsStory = shown !== null && [...blocksOf(shown.blocks)].some(isStory)
  const edit = () => {
    showForm()
    editAll(model)
  }
  return { entity, form, page: shown, tellsStory, record, model, title, archived, editable, edit }
}

export interface RecordParts extends Pick<OpenRecord, 'entity' | 'form' | 'page' | 'record'> {}

const isStory = ({ block, options }: PageDocument['blocks'][number]) =>
  block === 'timeline' && options?.changes !== false

/** In place of a page its form is shown while all of it is edited, and where something is wrong that is not on the page. */
function useFormInstead(page: PageDocument | null, model: RecordFormModel): [boolean, () => void] {
  const { blockTypes } = useKinds()
  const [asForm, setAsForm] = useState(false)
  const { active } = model.editing
  const wrong = Object.keys({ ...model.problems.fields, ...model.problems.lines }).join()
  useEffect(() => {
    if (!active) setAsForm(false)
    else if (page && wrong) {
      const onPage = new Set(fieldsOfBlocks(page.blocks, model.entity, blockTypes))
      if (wrong.split(',').some((key) => !onPage.has(key))) setAsForm(true)
    }
  }, [active, wrong, page, model.entity, blockTypes])
  return [asForm, () => setAsForm(true)]
}
