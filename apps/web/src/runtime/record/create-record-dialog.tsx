import type { EntityRecord } from '@mortise/data'
import type { EntityModel, FormDocument } from '@mortise/metadata'
import { Modal, phoneQuery, toast, useLocalize, useMediaQuery, useText } from '@mortise/ui'
import { useApp } from '../../api/use-app.ts'
import { FormGone } from '../form/form-gone.tsx'
import type { FormValues } from '../form/form-values.ts'
import { RecordForm } from '../form/record-form.tsx'
import { useNamedForm } from '../form/use-named-form.ts'
import { useNewForm } from '../form/use-new-form.ts'
import { useRecordForm } from '../form/use-record-form.ts'
import { confirmClosing } from './confirm-closing.ts'
import { CreateBar } from './create-bar.tsx'
import classes from './create-record-dialog.module.css'
import { recordTexts } from './record-texts.ts'

export interface CreateRecordDialogProps {
  app: string
  entity: string
  initial: FormValues
  /** Key of the form it is filled in in. Default: the one that suits it. */
  form?: string | undefined
  onDone(record: EntityRecord | null): void
}

/** Makes a record of a table without leaving the page. */
export function CreateRecordDialog({ entity: key, initial, form, onDone }: CreateRecordDialogProps) {
  const { model } = useApp()
  const entity = model.entities.get(key)
  if (!entity) return null
  if (form === undefined) return <EntityDialog {...{ entity, initial, onDone }} chosen={null} />
  return <NamedDialog {...{ entity, initial, onDone }} name={form} />
}

function NamedDialog({ name, ...dialog }: Omit<EntityDialogProps, 'chosen'> & { name: string }) {
  const localize = useLocalize()
  const { form, gone } = useNamedForm(name)
  if (form) return <EntityDialog {...dialog} chosen={form} />
  return gone ? <FormGone title={localize(dialog.entity.label)} onClose={() => dialog.onDone(null)} /> : null
}

interface EntityDialogProps extends Pick<CreateRecordDialogProps, 'initial' | 'onDone'> {
  entity: EntityModel
  chosen: FormDocument | null
}

function EntityDialog({ entity, initial, chosen, onDone }: EntityDialogProps) {
  const t = useText(recordTexts)
  const localize = useLocalize()
  const { model: app } = useApp()
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  const suiting = useNewForm(app, entity, initial)
  const form = chosen ?? suiting
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
