import {
  Checkbox,
  defineFieldRuntime,
  type FieldCellProps,
  type FieldInputProps,
  useRuntimeServices,
  VisuallyHidden,
} from '@mortise/ui'
import { IconCheck } from '@tabler/icons-react'
import classes from '../../runtime/field.module.css'
import { useFieldText } from '../../runtime/field-texts.ts'
import { inputProps, useDescription } from '../../runtime/input-props.ts'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { parseBooleanText } from '../../values/parse-boolean-text.ts'
import checkbox from './checkbox.ts'

function CheckboxEditor(props: FieldInputProps<boolean>) {
  const { language } = useRuntimeServices()
  const ref = useDescription<HTMLInputElement>(props.describedBy)
  const { id, disabled, error, autoFocus, ...aria } = inputProps(props, language)
  return (
    <div className={classes.checkboxRow} data-appearance={props.appearance}>
      <Checkbox
        ref={ref}
        id={id}
        disabled={disabled}
        error={error}
        autoFocus={autoFocus}
        size="sm"
        aria-label={aria['aria-label']}
        aria-invalid={error || undefined}
        checked={props.value === true}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
        onBlur={props.onBlur}
      />
    </div>
  )
}

function CheckboxCell({ value, appearance }: FieldCellProps<boolean>) {
  const t = useFieldText()
  if (appearance === 'text' || appearance === 'card') return <>{t(value ? 'yes' : 'no')}</>
  return (
    <span className={classes.tick}>
      {value && <IconCheck size={16} stroke={2} aria-hidden />}
      <VisuallyHidden>{t(value ? 'yes' : 'no')}</VisuallyHidden>
    </span>
  )
}

export default defineFieldRuntime<boolean>(checkbox, {
  Input: withReadOnly(CheckboxEditor, CheckboxCell),
  Cell: CheckboxCell,
  align: 'center',
  width: 80,
  inline: true,
  parse: parseBooleanText,
})
