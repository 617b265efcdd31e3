import { defineFieldRuntime, type FieldCellProps, type FieldInputProps } from '@mortise/ui'
import classes from '../../runtime/field.module.css'
import { useFieldText } from '../../runtime/field-texts.ts'
import { ReadOnlyValue } from '../../runtime/read-only.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'
import autoNumber from './auto-number.ts'

function AutoNumberInput(props: FieldInputProps<string | null>) {
  return <ReadOnlyValue {...props} Cell={AssignedNumber} />
}

/** In a form, a record that is not saved yet says when its number comes. */
function AssignedNumber(props: FieldCellProps<string | null>) {
  const t = useFieldText()
  return props.value ? <AutoNumberCell {...props} /> : <span className={classes.empty}>{t('assigned')}</span>
}

function AutoNumberCell({ value, appearance }: FieldCellProps<string | null>) {
  if (!value) return <EmptyValue appearance={appearance} />
  return (
    <TextValue appearance={appearance} tabular>
      {value}
    </TextValue>
  )
}

export default defineFieldRuntime<string | null>(autoNumber, {
  Input: AutoNumberInput,
  Cell: AutoNumberCell,
  align: 'start',
  width: 150,
  inline: false,
})
