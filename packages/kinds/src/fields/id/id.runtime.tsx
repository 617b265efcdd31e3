import { defineFieldRuntime, type FieldCellProps, type FieldInputProps } from '@mortise/ui'
import { ReadOnlyValue } from '../../runtime/read-only.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'
import id from './id.ts'

function IdCell({ value, appearance }: FieldCellProps<string | null>) {
  if (!value) return <EmptyValue appearance={appearance} />
  return (
    <TextValue appearance={appearance} tabular>
      {value}
    </TextValue>
  )
}

function IdInput(props: FieldInputProps<string | null>) {
  return <ReadOnlyValue {...props} Cell={IdCell} />
}

export default defineFieldRuntime<string | null>(id, {
  Input: IdInput,
  Cell: IdCell,
  align: 'start',
  width: 300,
  inline: false,
})
