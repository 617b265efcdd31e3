import { type FieldState, keepLines, linesIn } from '@mortise/form'
import type { ColourName, FieldModel, FormItem } from '@mortise/metadata'
import { useLocalize, useText } from '@mortise/ui'
import { type CSSProperties, memo, useCallback, useRef } from 'react'
import { type Control, useController } from 'react-hook-form'
import { useCapabilities } from '../../api/use-app.ts'
import { useFormEditing } from './editing-context.ts'
import { FieldEditing } from './field-editing.tsx'
import { FieldReading } from './field-reading.tsx'
import classes from './form-field.module.css'
import { formTexts } from './form-texts.ts'
import { type FormValues, isWritable } from './form-values.ts'
import { LookalikeNote } from './lookalike-note.tsx'
import { useComputedValue, useFieldState, usePreviewed } from './rules/use-form-state.ts'
import type { RecordFormModel } from './use-record-form.ts'
import { useRecordRights } from './use-record-rights.ts'

type FieldItem = Extract<FormItem, { item: 'field' | 'sub_table' }>

/** One field of a form: its value to read, or its input to change it. */
export function FormField({ item, model, span }: { item: FieldItem; model: RecordFormModel; span: number }) {
  const t = useText(formTexts)
  const field = model.entity.fields.get(item.field)
  const state = useFieldState(item.field)
  const { colour } = state
  const access = useFieldAccess(model)(item, state)
  if (!field) return <div className={classes.missing}>{t('fieldMissing', { field: item.field })}</div>
  if (access === 'hidden') return null
  const readOnly = access === 'read'
  const style = { '--span': span, ...hueOf(colour) } as CSSProperties
  return (
    <div
      className={classes.cell}
      style={style}
      data-whole={field.kind.relation === 'children' || undefined}
      data-coloured={colour !== null || undefined}
    >
      <BoundField item={item} field={field} control={model.control} readOnly={readOnly} />
      {readOnly ? null : <LookalikeNote model={model} field={field.key} />}
    </div>
  )
}

/** The colour that a rule gives, as the ground that things stand on. */
export function hueOf(colour: ColourName | null): CSSProperties {
  return colour ? ({ '--hue': `var(--ui-hue-${colour}-bg)` } as CSSProperties) : {}
}

/** Whether a field of this form is shown, and whether it can be filled in, as its rules have it at the moment. */
export function useFieldAccess(
  model: RecordFormModel,
): (item: FieldItem, state: FieldState) => 'hidden' | 'read' | 'write' {
  const { fields } = useCapabilities(model.entity.key)
  const { update, readOnly } = useRecordRights(model.entity.key, model.record)
  const isPreviewed = usePreviewed()
  return (item, state) => {
    const field = model.entity.fields.get(item.field)
    const access = fields[item.field]
    if (!field || access === undefined || !state.visible) return 'hidden'
    const fixed = state.readOnly || readOnly.includes(item.field) || !(update || model.isNew)
    if (isWritable(field) && access === 'write' && !fixed && !isKeptBySystem(field)) return 'write'
    // What the system fills in is not known before the record exists, but for what follows from the form.
    const isKnown = isPreviewed(field.key) || state.readOnly
    return model.isNew && !isKnown ? 'hidden' : 'read'
  }
}

/** System fields that people never set. */
function isKeptBySystem(field: FieldModel): boolean {
  return field.system && field.key !== 'owner' && field.key !== 'department'
}

interface BoundFieldProps {
  item: FieldItem
  field: FieldModel
  control: Control<FormValues>
  readOnly: boolean
}

/**
 * Follows the form; what it draws is drawn again only for what is its own. With hundreds of fields, one that is typed
 * into, asked for the focus or found wrong must not draw the others.
 */
const BoundField = memo(function BoundField({ item, field, control, readOnly }: BoundFieldProps) {
  const { isEditing, focus, problems, reportUnread } = useFormEditing()
  const localize = useLocalize()
  const { field: bound } = useController({ name: field.key, control })
  const label = localize((item.item === 'field' && item.label) || field.label)
  const lines = item.item === 'sub_table' ? item : undefined
  const shown = useComputedValue(field, bound.value)
  const onChange = useChange(bound, lines !== undefined)
  if (readOnly || !isEditing(field.key))
    return <FieldReading field={field} label={label} {...shown} readOnly={readOnly} lines={lines} />
  return (
    <FieldEditing
      {...{ item, field, label, lines, onChange, reportUnread }}
      value={shown.value}
      onBlur={bound.onBlur}
      focus={focus?.field === field.key ? focus : null}
      problem={problems.fields[field.key]}
      inLines={problems.lines[field.key]}
    />
  )
})

/** Takes a new value; of lines those that did not change stay the same. The same function as long as the field is. */
function useChange(
  bound: { value: unknown; onChange(value: unknown): void },
  ofLines: boolean,
): (value: unknown) => void {
  const latest = useRef(bound)
  latest.current = bound
  return useCallback(
    (value) => {
      const { current } = latest
      current.onChange(ofLines ? keepLines(linesIn(current.value), linesIn(value)) : value)
    },
    [ofLines],
  )
}
