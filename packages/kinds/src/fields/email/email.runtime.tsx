import { defineFieldRuntime, type FieldCellProps, type FieldInputProps } from '@mortise/ui'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { LineEditor } from '../../runtime/text-editor.tsx'
import { EmptyValue } from '../../runtime/text-value.tsx'
import { ValueLink } from '../../runtime/value-link.tsx'
import { linkOf } from '../../values/link-of.ts'
import email from './email.ts'

function EmailEditor(props: FieldInputProps<string | null>) {
  return <LineEditor {...props} type="email" inputMode="email" />
}

function EmailCell({ value, appearance }: FieldCellProps<string | null>) {
  if (!value) return <EmptyValue appearance={appearance} />
  return (
    <ValueLink href={linkOf('mailto:', value)} appearance={appearance}>
      {value}
    </ValueLink>
  )
}

export default defineFieldRuntime<string | null>(email, {
  Input: withReadOnly(EmailEditor, EmailCell),
  Cell: EmailCell,
  align: 'start',
  width: 200,
  inline: true,
  parse: (pasted) => (pasted.trim() === '' ? null : pasted.trim()),
})
