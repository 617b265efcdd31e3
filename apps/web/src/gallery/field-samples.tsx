import { fieldRuntimes } from '@mortise/kinds/runtime'
import type { FieldModel } from '@mortise/metadata'
import { type FieldInputProps, Input, RuntimeServicesContext, useLocalize, useText } from '@mortise/ui'
import { type ComponentType, useState } from 'react'
import classes from './gallery-route.module.css'
import { galleryTexts } from './gallery-texts.ts'
import { useSampleServices } from './sample-services.ts'

/** Input and display of every field type, with the type's own sample values. */
export function FieldSamples() {
  const services = useSampleServices()
  const fields = services.app.entities.get('sample')?.ownFields ?? []
  return (
    <RuntimeServicesContext value={services}>
      {fields.map((field) => (
        <FieldSample key={field.key} field={field} />
      ))}
    </RuntimeServicesContext>
  )
}

type CellProps = { field: FieldModel; value: unknown; appearance: 'cell' | 'card' | 'text' }

function FieldSample({ field }: { field: FieldModel }) {
  const t = useText(galleryTexts)
  const localize = useLocalize()
  const runtime = fieldRuntimes.get(field.type)
  const Cell = runtime.Cell as ComponentType<CellProps>
  const [sample] = field.kind.samples.valid
  return (
    <div className={classes.field}>
      <div>
        <div className={classes.fieldName}>{localize(field.label)}</div>
        <div className={classes.fieldType}>{field.type}</div>
      </div>
      <FieldInput field={field} label={t('fieldInput')} initial={sample} />
      <FieldInput field={field} label={t('fieldEmpty')} initial={field.kind.blank ?? null} />
      <div className={classes.cells}>
        <span className={classes.cellLabel}>{t('fieldCell')}</span>
        <div>
          <Cell field={field} value={sample} appearance="cell" />
        </div>
        <div>
          <Cell field={field} value={sample} appearance="text" />
        </div>
      </div>
    </div>
  )
}

function FieldInput({ field, label, initial }: { field: FieldModel; label: string; initial: unknown }) {
  const localize = useLocalize()
  const [value, setValue] = useState(initial)
  const FieldEditor = fieldRuntimes.get(field.type).Input as ComponentType<FieldInputProps>
  const id = `${field.key}-${initial === (field.kind.blank ?? null) ? 'blank' : 'filled'}`
  const readOnly = field.kind.writable === false
  return (
    <Input.Wrapper
      id={id}
      label={`${localize(field.label)} · ${label}`}
      labelElement="label"
      labelProps={{ id: `${id}-label`, htmlFor: id }}
    >
      <FieldEditor field={field} id={id} value={value} onChange={setValue} readOnly={readOnly} appearance="form" />
    </Input.Wrapper>
  )
}
