import { defineFieldRuntime, type FieldCellProps, type FieldInputProps } from '@mortise/ui'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { LineEditor } from '../../runtime/text-editor.tsx'
import { EmptyValue } from '../../runtime/text-value.tsx'
import { ValueLink } from '../../runtime/value-link.tsx'
import { completeUrl } from '../../values/complete-url.ts'
import { linkOf } from '../../values/link-of.ts'
import url from './url.ts'

function UrlEditor(props: FieldInputProps<string | null>) {
  return <LineEditor {...props} type="url" inputMode="url" complete={completeUrl} />
}

function UrlCell({ value, appearance }: FieldCellProps<string | null>) {
  if (!value) return <EmptyValue appearance={appearance} />
  return (
    <ValueLink href={linkOf('', value)} appearance={appearance} newTab>
      {value.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
    </ValueLink>
  )
}

export default defineFieldRuntime<string | null>(url, {
  Input: withReadOnly(UrlEditor, UrlCell),
  Cell: UrlCell,
  align: 'start',
  width: 200,
  inline: true,
  parse: (pasted) => (pasted.trim() === '' ? null : completeUrl(pasted)),
})
