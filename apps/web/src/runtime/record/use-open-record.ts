import type { EntityRecord } from '@mortise/data'
import type { EntityModel, FormDocument } from '@mortise/metadata'
import { toast, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useCapabilities } from '../../api/use-app.ts'
import { type RecordFormModel, useRecordForm } from '../form/use-record-form.ts'
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
  const editable = useCapabilities(entity.key).update && !archived
  const onSaved = (saved: EntityRecord) => {
    if (saved !== record) toast(t('saved'))
  }
  const model = useRecordForm({ entity, form, record, onSaved })
  useLeaveGuard(model.isDirty)
  const title = recordTitle(entity, record, language) || t('untitled', { name: localize(entity.label) })
  return { entity, form, record, model, title, archived, editable }
}
