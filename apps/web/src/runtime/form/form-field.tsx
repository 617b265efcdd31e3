import { type FieldState, keepLines, linesIn } from '@mortise/form'
import type { ColourName, FieldModel, FormItem } from '@mortise/metadata'
import { Input, type LinesLayout, useLocalize, useText } from '@mortise/ui'
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import { type Control, useController } from 'react-hook-form'
import { useCapabilities } from '../../api/use-app.ts'
import { useFormEditing } from './editing-context.ts'
import { FieldReading } from './field-reading.tsx'
import classes from './form-field.module.css'
import { useFieldMessages } from './form-messages.tsx'
import { formTexts } from './form-texts.ts'
import { type FormValues, isWritable } from './form-values.ts'
import { useComputedValue, useFieldState, useLineStates, usePreviewed } from './rules/use-form-state.ts'
import { useFieldKind } from './use-field-kind.ts'
import { useLineProblem } from './use-line-problem.ts'
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
  const { readOnly } = useRecordRights(model.entity.key, model.record)
  const isPreviewed = usePreviewed()
  return (item, state) => {
    const field = model.entity.fields.get(item.field)
    const access = fields[item.field]
    if (!field || access === undefined || !state.visible) return 'hidden'
    const fixed = state.readOnly || readOnly.includes(item.field)
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

function BoundField({ item, field, control, readOnly }: BoundFieldProps) {
  const { isEditing } = useFormEditing()
  const localize = useLocalize()
  const { field: bound } = useController({ name: field.key, control })
  const label = localize((item.item === 'field' && item.label) || field.label)
  const lines = item.item === 'sub_table' ? item : undefined
  const shown = useComputedValue(field, bound.value)
  const onChange = (value: unknown) => bound.onChange(lines ? keepLines(linesIn(bound.value), linesIn(value)) : value)
  if (readOnly || !isEditing(field.key))
    return <FieldReading field={field} label={label} {...shown} readOnly={readOnly} lines={lines} />
  return (
    <FieldEditing
      item={item}
      field={field}
      label={label}
      lines={lines}
      bound={{ ...bound, value: shown.value, onChange }}
    />
  )
}

interface FieldEditingProps {
  item: FieldItem
  field: FieldModel
  label: string
  lines: LinesLayout | undefined
  bound: { value: unknown; onChange(value: unknown): void; onBlur(): void }
}

function FieldEditing({ item, field, label, lines, bound }: FieldEditingProps) {
  const { focus, problems, reportUnread } = useFormEditing()
  const localize = useLocalize()
  const { Input: Editor } = useFieldKind(field)
  const rules = useFieldState(field.key)
  const lineRules = useLineStates(field.key)
  const messages = useFieldMessages(field.key)
  const own = item.item === 'field' ? item : null
  const id = `field-${field.entity}-${field.key}`
  const inLines = problems.lines[field.key]
  const lineProblem = useLineProblem(field, inLines)
  const error = problems.fields[field.key] ?? lineProblem ?? messages.error
  const help = own?.help ?? field.document.help
  const note = messages.note ?? (help ? localize(help) : undefined)
  return (
    <Input.Wrapper
      id={id}
      label={label}
      description={error ? undefined : note}
      error={error}
      required={field.required || rules.required}
      labelProps={{ id: `${id}-label` }}
      errorProps={lineProblem ? { tabIndex: -1 } : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <FocusWhenAsked request={focus?.field === field.key ? focus : null} message={lineProblem ? `${id}-error` : null}>
        <Editor
          field={field}
          id={id}
          value={bound.value}
          onChange={bound.onChange}
          onBlur={bound.onBlur}
          error={error}
          problems={inLines}
          rules={rules}
          lineRules={lineRules}
          onUnread={(count) => reportUnread(field.key, count)}
          lines={lines}
          describedBy={error ? `${id}-error` : note ? `${id}-description` : undefined}
          appearance="form"
        />
      </FocusWhenAsked>
    </Input.Wrapper>
  )
}

/** Requests that were met: a field that is drawn anew later must not take the focus again. */
const met = new WeakSet<object>()

interface FocusWhenAskedProps {
  request: object | null
  /** Id of the message to read when no input inside is at fault itself. */
  message: string | null
  children: ReactNode
}

/** Moves the focus to the input inside, to what is wrong in it first, once per request. */
function FocusWhenAsked({ request, message, children }: FocusWhenAskedProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!request || met.has(request)) return
    met.add(request)
    const find = (selector: string) => box.current?.querySelector<HTMLElement>(selector)
    const target =
      find('[aria-invalid="true"]') ??
      (message
        ? document.getElementById(message)
        : find('input:not([type="hidden"]), textarea, button, [tabindex="0"]'))
    // A dialog that is just opening moves the focus to what is marked so.
    target?.setAttribute('data-autofocus', 'true')
    target?.focus()
    if (target instanceof HTMLInputElement && target.type === 'text') {
      target.setSelectionRange(target.value.length, target.value.length)
    }
    const timer = setTimeout(() => target?.removeAttribute('data-autofocus'), 500)
    return () => clearTimeout(timer)
  }, [request, message])
  return <div ref={box}>{children}</div>
}
