import { defineFieldRuntime, type FieldCellProps, useRuntimeServices } from '@mortise/ui'
import classes from '../../runtime/field.module.css'
import { lazyInput } from '../../runtime/lazy-input.tsx'
import { OptionChip } from '../../runtime/option-chip.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue } from '../../runtime/text-value.tsx'
import { optionLabel } from '../../values/option-label.ts'
import { parseOptionList } from '../../values/parse-option-text.ts'
import multiSelect from './multi-select.ts'

const MultiSelectEditor = lazyInput<readonly string[]>(
  async () => (await import('../../runtime/option-list-editor.tsx')).OptionListEditor,
  function useLabels({ field, value }) {
    const { language } = useRuntimeServices()
    return (value ?? []).map((option) => optionLabel(field, option, language)).join(', ')
  },
)

function MultiSelectCell({ field, value, appearance }: FieldCellProps<readonly string[]>) {
  if (!value || value.length === 0) return <EmptyValue appearance={appearance} />
  return (
    <span className={classes.chips} data-wrap={appearance === 'text' || undefined}>
      {value.map((option) => (
        <OptionChip key={option} field={field} option={option} size={appearance === 'text' ? 'md' : 'sm'} />
      ))}
    </span>
  )
}

export default defineFieldRuntime<readonly string[]>(multiSelect, {
  Input: withReadOnly(MultiSelectEditor, MultiSelectCell),
  Cell: MultiSelectCell,
  align: 'start',
  width: 200,
  inline: true,
  parse: parseOptionList,
})
