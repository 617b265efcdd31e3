import type { EntityRecord } from '@mortise/data'
import type { EntityModel, FormDocument } from '@mortise/metadata'
import { toast, useLanguage, useLocalize, useText } from '@mortise/ui'
import { type RecordFormModel, useRecordForm } from '../form/use-record-form.ts'
import { useRecordRights } from '../form/use-record-rights.ts'
import { recordTitle } from './key-facts.ts'
import { recordTexts } from './record-texts.ts'
import { useLeaveGuard } from './use-leave-guard.ts'

/** What the page and the panel of a record share. */
export interface OpenRecord {
  entity: EntityModel
  form: FormDocument
  record: EntityRecord
  model: RecordFormModel
  title: string
  archived: boolean
  editable: boolean
}

export function useOpenRecord(entity: EntityModel, form: FormDocument, record: EntityRecord): OpenRecord {
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
  return { entity, form, record, model, title, archived, editable }
}
