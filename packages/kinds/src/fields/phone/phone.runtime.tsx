import { defineFieldRuntime, type FieldCellProps, type FieldInputProps } from '@mortise/ui'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { LineEditor } from '../../runtime/text-editor.tsx'
import { EmptyValue } from '../../runtime/text-value.tsx'
import { ValueLink } from '../../runtime/value-link.tsx'
import { linkOf } from '../../values/link-of.ts'
import { readablePhone } from '../../values/phone-number.ts'
import phone from './phone.ts'

function PhoneEditor(props: FieldInputProps<string | null>) {
  return <LineEditor {...props} type="tel" inputMode="tel" />
}

function PhoneCell({ value, appearance }: FieldCellProps<string | null>) {
  if (!value) return <EmptyValue appearance={appearance} />
  return (
    <ValueLink href={linkOf('tel:', value)} appearance={appearance} tabular>
      {readablePhone(value)}
    </ValueLink>
  )
}

export default defineFieldRuntime<string | null>(phone, {
  Input: withReadOnly(PhoneEditor, PhoneCell),
  Cell: PhoneCell,
  align: 'start',
  width: 140,
  inline: true,
  parse: (pasted) => (pasted.trim() === '' ? null : pasted.trim()),
})
