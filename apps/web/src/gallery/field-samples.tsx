import type { EntityRecord } from '@mortise/data'
import { fieldRuntimes, fieldTypes } from '@mortise/kinds/runtime'
import type { FieldModel } from '@mortise/metadata'
import {
  type FieldInputProps,
  Input,
  type RuntimeServices,
  RuntimeServicesContext,
  useLanguage,
  useLocalize,
  useText,
} from '@mortise/ui'
import { type ComponentType, useMemo, useState } from 'react'
import classes from './gallery-route.module.css'
import { galleryTexts } from './gallery-texts.ts'
import { ids, sampleApp } from './sample-app.ts'

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

function useSampleServices(): RuntimeServices {
  const t = useText(galleryTexts)
  const language = useLanguage()
  return useMemo(() => {
    const app = sampleApp(fieldTypes)
    const named = (id: string, name: string): EntityRecord => ({ id, version: 1, name })
    const records = [named(ids.record, '榫卯科技有限公司'), named(ids.other, 'Anna Berg GmbH')]
    return {
      app,
      language,
      timeZone: 'Asia/Shanghai',
      userId: ids.person,
      fieldRuntimes,
      people: [{ id: ids.person, name: t('person'), departmentId: ids.department, active: true }],
      departments: [{ id: ids.department, name: t('department'), parentId: null }],
      query: () => Promise.resolve({ records, next: null, previous: null }),
      openRecord: () => undefined,
      canCreate: () => false,
      upload: (file) => Promise.resolve({ id: ids.record, name: file.name, size: file.size, type: file.type }),
      fileUrl: () => '/favicon.svg',
    }
  }, [language, t])
}
