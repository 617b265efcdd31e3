import { defineFieldRuntime, type FieldCellProps } from '@mortise/ui'
import classes from '../../runtime/field.module.css'
import { lazyInput } from '../../runtime/lazy-input.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { RecordLink } from '../../runtime/record-link.tsx'
import { titleStore } from '../../runtime/record-titles.ts'
import { EmptyValue } from '../../runtime/text-value.tsx'
import relationMany from './relation-many.ts'

const RecordListPicker = lazyInput<readonly string[]>(
  async () => (await import('../../runtime/record-list-picker.tsx')).RecordListPicker,
  () => '',
)

function RelationManyCell({ field, value, appearance }: FieldCellProps<readonly string[]>) {
  if (!value || value.length === 0) return <EmptyValue appearance={appearance} />
  return (
    <span className={classes.chips} data-wrap={appearance === 'text' || undefined}>
      {value.map((id) => (
        <span key={id} className={classes.listed}>
          <RecordLink entity={field.target ?? ''} id={id} appearance={appearance} />
        </span>
      ))}
    </span>
  )
}

export default defineFieldRuntime<readonly string[]>(relationMany, {
  Input: withReadOnly(RecordListPicker, RelationManyCell),
  Cell: RelationManyCell,
  align: 'start',
  width: 220,
  inline: true,
  text(value, field, services) {
    const titles = (value as readonly string[]).map((id) => titleStore(services).read(field.target ?? '', id) ?? '')
    return titles.filter(Boolean).join(', ')
  },
})
