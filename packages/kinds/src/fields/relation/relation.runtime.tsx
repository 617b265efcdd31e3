import { isUuid } from '@mortise/core'
import { defineFieldRuntime, type FieldCellProps } from '@mortise/ui'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { RecordLink } from '../../runtime/record-link.tsx'
import { RecordPicker } from '../../runtime/record-picker.tsx'
import { titleStore } from '../../runtime/record-titles.ts'
import { EmptyValue } from '../../runtime/text-value.tsx'
import relation from './relation.ts'

function RelationCell({ field, value, appearance }: FieldCellProps<string | null>) {
  if (!value) return <EmptyValue appearance={appearance} />
  return <RecordLink entity={field.target ?? ''} id={value} appearance={appearance} />
}

export default defineFieldRuntime<string | null>(relation, {
  Input: withReadOnly(RecordPicker, RelationCell),
  Cell: RelationCell,
  align: 'start',
  width: 180,
  inline: true,
  parse(pasted, field, _language, services) {
    const text = pasted.trim()
    if (text === '') return null
    if (isUuid(text)) return text
    return services ? titleStore(services).find(field.target ?? '', text) : undefined
  },
  text: (value, field, services) => titleStore(services).read(field.target ?? '', value) ?? '',
})
