import { defineFieldRuntime, type FieldCellProps } from '@mortise/ui'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { LineEditor } from '../../runtime/text-editor.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'
import text from './text.ts'

function TextCell({ value, appearance }: FieldCellProps<string | null>) {
  return value ? <TextValue appearance={appearance}>{value}</TextValue> : <EmptyValue appearance={appearance} />
}

export default defineFieldRuntime<string | null>(text, {
  Input: withReadOnly(LineEditor, TextCell),
  Cell: TextCell,
  align: 'start',
  width: 200,
  inline: true,
  parse: (pasted) => (pasted === '' ? null : pasted),
})
