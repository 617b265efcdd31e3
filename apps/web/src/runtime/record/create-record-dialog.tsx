import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { confirm, Modal, phoneQuery, toast, useLocalize, useMediaQuery, useText } from '@mortise/ui'
import { useApp } from '../../api/use-app.ts'
import type { FormValues } from '../form/form-values.ts'
import { RecordForm } from '../form/record-form.tsx'
import { useNewForm } from '../form/use-new-form.ts'
import { useRecordForm } from '../form/use-record-form.ts'
import { CreateBar } from './create-bar.tsx'
import classes from './create-record-dialog.module.css'
import { recordTexts } from './record-texts.ts'

export interface CreateRecordDialogProps {
  app: string
  entity: string
  initial: FormValues
  onDone(record: EntityRecord | null): void
}

/** Makes a record of a table without leaving the page. */
export function CreateRecordDialog({ entity: key, initial, onDone }: CreateRecordDialogProps) {
  const entity = useApp().model.entities.get(key)
  return entity ? <EntityDialog entity={entity} initial={initial} onDone={onDone} /> : null
}

type EntityDialogProps = Pick<CreateRecordDialogProps, 'initial' | 'onDone'> & { entity: EntityModel }

function EntityDialog({ entity, initial, onDone }: EntityDialogProps) {
  const t = useText(recordTexts)
  const localize = useLocalize()
  const { model: app } = useApp()
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  const form = useNewForm(app, entity, initial)
  const name = localize(entity.label)
  const model = useRecordForm({
    entity,
    form,
    record: null,
    prefill: initial,
    onSaved(record) {
      toast(t('created', { name }))
      onDone(record)
    },
  })
  async function cancel() {
    if (model.state === 'saving') return
    if (model.isDirty() && !(await confirmClosing())) return
    model.discard()
    onDone(null)
  }
  return (
    <Modal
      opened
      onClose={() => void cancel()}
      title={t('newOf', { name })}
      size={860}
      fullScreen={phone}
      classNames={{ content: classes.content, body: classes.body }}
    >
      <div className={classes.form}>
        <RecordForm model={model} recordId={null} editable />
      </div>
      <CreateBar model={model} onCancel={() => void cancel()} />
    </Modal>
  )
}

function confirmClosing(): Promise<boolean> {
  return confirm({
    title: recordTexts.t('closeTitle'),
    text: recordTexts.t('closeText'),
    confirmLabel: recordTexts.t('close'),
    cancelLabel: recordTexts.t('keepFilling'),
    danger: true,
  })
}
