import type { EntityRecord } from '@mortise/data'
import type { EntityModel, FormDocument, FormItem } from '@mortise/metadata'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { EditingState } from '../../../runtime/form/editing-context.ts'
import { type RecordFormModel, useRecordForm } from '../../../runtime/form/use-record-form.ts'

/** No record has this id: what is drawn is an empty one. */
const nobody = '00000000-0000-0000-0000-000000000000'

interface CanvasModel {
  model: RecordFormModel
  editing: EditingState
  /** Fields that the inputs have values for; one that was just made follows a moment later. */
  known: ReadonlySet<string>
}

/** The form of an empty record with all of its inputs, without its rules: everything can be seen. */
export function useCanvasModel(entity: EntityModel, form: FormDocument): CanvasModel {
  const signature = [...entity.fields.values()].map(({ key, type }) => `${key} ${type}`).join()
  const version = useVersion(signature)
  const record = useMemo(() => ({ id: nobody, version, archived_at: null }) as unknown as EntityRecord, [version])
  // All fields of the table, so that putting one on the form changes nothing about the values.
  const whole = useMemo(() => formOfAll(entity), [signature, entity.key])
  const base = useRecordForm({ entity, form: whole, record, onSaved: () => {}, kept: false })
  const [known, setKnown] = useState<ReadonlySet<string>>(() => new Set(entity.fields.keys()))
  useEffect(() => setKnown(new Set(entity.fields.keys())), [version])
  return { model: { ...base, entity, form: { ...form, rules: [] } }, editing: allInputs, known }
}

const allInputs: EditingState = {
  ...{ active: true, focus: null, editable: true, recordId: null },
  isEditing: () => true,
  start() {},
  stop() {},
  problems: { fields: {}, lines: {}, others: [] },
  reportUnread() {},
}

/** A number that grows whenever the text is another. */
function useVersion(signature: string): number {
  const last = useRef({ signature, version: 1 })
  if (last.current.signature !== signature) last.current = { signature, version: last.current.version + 1 }
  return last.current.version
}

function formOfAll(entity: EntityModel): FormDocument {
  const items = [...entity.fields.values()].map(
    ({ key, kind }): FormItem =>
      kind.relation === 'children' ? { item: 'sub_table', field: key } : { item: 'field', field: key },
  )
  // Not the key of any form: nothing is asked of the server for it.
  return { kind: 'form', key: ':canvas', label: entity.label, entity: entity.key, items }
}
