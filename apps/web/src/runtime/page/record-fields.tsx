import type { FieldModel, FormItem } from '@mortise/metadata'
import { useLocalize } from '@mortise/ui'
import { FieldReading } from '../form/field-reading.tsx'
import formClasses from '../form/form-items.module.css'
import { FormItems } from '../form/form-items.tsx'
import type { RecordFormModel } from '../form/use-record-form.ts'
import { usePageRecord } from './page-record-context.ts'

/** Fields of the record: those on its form are edited in place, by its rules; others are there to be read. */
export function RecordFields({ fields, columns }: { fields: readonly string[]; columns: number }) {
  const model = usePageRecord()
  if (!model) return null
  const onForm = new Set(model.fields.map(({ key }) => key))
  if (fields.every((key) => onForm.has(key))) {
    return <FormItems items={fields.flatMap((key) => itemOf(model, key))} model={model} columns={columns} />
  }
  return (
    <div className={formClasses.grid} style={{ '--columns': columns } as object}>
      {fields.map((key) => {
        const field = model.entity.fields.get(key)
        if (!field) return null
        if (!onForm.has(key)) return <OtherField key={key} field={field} model={model} />
        return <FormItems key={key} items={itemOf(model, key)} model={model} columns={1} />
      })}
    </div>
  )
}

function itemOf(model: RecordFormModel, key: string): FormItem[] {
  const field = model.entity.fields.get(key)
  if (!field) return []
  return [field.kind.relation === 'children' ? { item: 'sub_table', field: key } : { item: 'field', field: key }]
}

function OtherField({ field, model }: { field: FieldModel; model: RecordFormModel }) {
  const localize = useLocalize()
  return (
    <FieldReading
      field={field}
      label={localize(field.label)}
      value={model.record?.[field.key] ?? null}
      pending={false}
      readOnly
      lines={undefined}
    />
  )
}

/** The form of the record as a part of the page. */
export function WholeForm() {
  const model = usePageRecord()
  return model ? <FormItems items={model.form.items} model={model} columns={model.form.columns ?? 2} /> : null
}
