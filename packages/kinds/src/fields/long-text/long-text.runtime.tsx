import { defineFieldRuntime, type FieldCellProps } from '@mortise/ui'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { ParagraphEditor } from '../../runtime/text-editor.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'
import longText from './long-text.ts'

function LongTextCell({ value, appearance }: FieldCellProps<string | null>) {
  return value ? <TextValue appearance={appearance}>{value}</TextValue> : <EmptyValue appearance={appearance} />
}

export default defineFieldRuntime<string | null>(longText, {
  Input: withReadOnly(ParagraphEditor, LongTextCell),
  Cell: LongTextCell,
  align: 'start',
  width: 280,
  inline: true,
  parse: (pasted) => (pasted === '' ? null : pasted),
})
