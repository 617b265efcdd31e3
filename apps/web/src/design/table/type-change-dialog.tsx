import type { EntityDocument, FieldDocument, FieldType } from '@mortise/metadata'
import { Alert, Button, commonTexts, Group, Modal, Select, useLocalize, useText } from '@mortise/ui'
import { useState } from 'react'
import { useDesign } from '../draft/design-context.ts'
import type { DraftEditing } from '../draft/draft-documents.ts'
import { changeField } from './edits/field-edits.ts'
import { changeOptions, newOptionSet, withOptions } from './edits/option-set-edits.ts'
import { FieldTypeIcon } from './fields/field-type-icon.tsx'
import classes from './table-dialogs.module.css'
import { TypeChangePreview } from './type-change-preview.tsx'
import { typeChangeTexts } from './type-change-texts.ts'
import { type DistinctValues, useDistinctValues } from './use-distinct-values.ts'
import { stepLabel } from './use-table.ts'

interface TypeChangeDialogProps {
  table: EntityDocument
  field: FieldDocument
  onClose(): void
}

/** Another type for a field, after showing what becomes of the values that are there. */
export function TypeChangeDialog({ table, field, onClose }: TypeChangeDialogProps) {
  const t = useText(typeChangeTexts)
  const common = useText(commonTexts)
  const localize = useLocalize()
  const { store, fieldTypes, published } = useDesign()
  const [type, setType] = useState<string | null>(null)
  const former = published.get(`entity/${table.key}`)
  const filled = former?.kind === 'entity' && former.fields.some(({ key }) => key === field.key)
  const choices = targetTypes([...fieldTypes.all()], field, filled)
  const chosen = type === null ? null : fieldTypes.get(type)
  const choosesOptions = chosen?.references?.optionSet !== undefined && optionSetOf(field) === null
  const found = useDistinctValues(table.key, field.key, filled && choosesOptions)
  function apply() {
    if (!chosen) return
    store.change(stepLabel('didChangeType', field.label), (draft) => {
      const set = chosen.references?.optionSet ? (optionSetOf(field) ?? makeSet(draft)) : null
      changeField(table.key, field.key, (present) => ofType(present, chosen, set))(draft)
    })
    onClose()
  }
  /** Options that the values there are become: conversion goes by their names. */
  function makeSet(draft: DraftEditing): string {
    const key = newOptionSet(draft, `${table.key}_${field.key}`, field.label)
    const labels = (found?.values ?? []).map((value) => ({ zh: value, en: value }))
    if (labels.length > 0) changeOptions(key, () => withOptions({ options: [] }, labels))(draft)
    return key
  }
  return (
    <Modal opened onClose={onClose} title={t('typeTitle', { name: localize(field.label) })} size={560}>
      <div className={classes.dialog}>
        <Select
          label={t('newType')}
          searchable
          allowDeselect={false}
          data-autofocus
          placeholder={choices.length === 0 ? t('typeNone') : undefined}
          data={choices.map((kind) => ({ value: kind.type, label: localize(kind.label) }))}
          leftSection={<FieldTypeIcon type={type ?? field.type} />}
          value={type}
          onChange={setType}
        />
        {chosen && filled && !choosesOptions ? (
          <TypeChangePreview table={table.key} field={field.key} to={chosen} options={optionsLeft(field, chosen)} />
        ) : null}
        {choosesOptions && filled ? <NewOptionsPreview found={found} /> : null}
        {chosen && !filled ? <p className={classes.quiet}>{t('typeNoData')}</p> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button disabled={!chosen || (filled && choosesOptions && !found)} onClick={apply}>
            {t('typeApply')}
          </Button>
        </Group>
      </div>
    </Modal>
  )
}

/** The options that would be made of the values. */
function NewOptionsPreview({ found }: { found: DistinctValues | undefined }) {
  const t = useText(typeChangeTexts)
  if (!found) return <p className={classes.quiet}>{t('typeChecking')}</p>
  const { values, records, others } = found
  return (
    <section className={classes.dialog}>
      <p>{t('typeConverts', { count: records })}</p>
      {others > 0 ? (
        <Alert color="yellow">
          {t('typeLost', { count: others })} {t('typeKept')}
        </Alert>
      ) : null}
      <p>{t('optionsFromValues', { count: values.length })}</p>
      <ul className={classes.values}>
        {values.map((value) => (
          <li key={value}>{value}</li>
        ))}
      </ul>
    </section>
  )
}

/** What of the options the new type knows as well. */
function optionsLeft({ options = {} }: FieldDocument, kind: FieldType): { [name: string]: unknown } | undefined {
  const known = Object.keys(kind.options.properties)
  const kept = Object.entries(options).filter(([name]) => known.includes(name))
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

/** Types that the values of a field could be brought into: between plain values; new fields may become anything. */
function targetTypes(kinds: readonly FieldType[], { type }: FieldDocument, filled: boolean): FieldType[] {
  const now = kinds.find((kind) => kind.type === type)
  const plain = (kind: FieldType) =>
    kind.relation === undefined && kind.writable !== false && kind.computed === undefined && kind.group !== 'file'
  return kinds.filter((kind) => {
    if (kind.internal || kind.type === type) return false
    return !filled || (now !== undefined && plain(now) && plain(kind))
  })
}

function optionSetOf({ options }: FieldDocument): string | null {
  return typeof options?.optionSet === 'string' ? options.optionSet : null
}

/** The field as one of another type: with what both have in common. */
function ofType(field: FieldDocument, kind: FieldType, optionSet: string | null): FieldDocument {
  const { options = {}, default: _, unique, indexed, searchable, required, ...rest } = field
  const next = { ...optionsLeft({ ...field, options }, kind), ...(optionSet !== null && { optionSet }) }
  return {
    ...rest,
    type: kind.type,
    ...(Object.keys(next).length > 0 && { options: next }),
    ...(required && kind.writable !== false && { required }),
    ...(unique && kind.unique && { unique }),
    ...(indexed && kind.unique && { indexed }),
    ...(searchable && kind.relation === undefined && kind.text && { searchable }),
  }
}
