import { Select, useLocalize, useText } from '@mortise/ui'
import { useDesign, useDesignDocuments } from '../../draft/design-context.ts'
import { changeField } from '../edits/field-edits.ts'
import { newOptionSet } from '../edits/option-set-edits.ts'
import { stepLabel } from '../use-table.ts'
import { OptionList } from './option-list.tsx'
import type { OptionProps } from './option-panel.tsx'
import { optionTexts } from './option-texts.ts'
import { withOption } from './with-option.ts'

const newSet = '+'

/** The option set of a choice, with its options to be changed here. */
export function OptionSetOption({ name, schema, value, onChange, table, field }: OptionProps) {
  const t = useText(optionTexts)
  const localize = useLocalize()
  const { store } = useDesign()
  const sets = useDesignDocuments('option_set')
  const chosen = sets.find(({ key }) => key === value)
  function make() {
    store.change(stepLabel('didNewOptionSet', field.label), (draft) => {
      const key = newOptionSet(draft, `${table.key}_${field.key}`, field.label)
      changeField(table.key, field.key, (present) => withOption(present, name, key))(draft)
    })
  }
  return (
    <>
      <Select
        label={localize(schema.label)}
        required
        searchable
        allowDeselect={false}
        placeholder={t('chooseOptionSet')}
        data={[
          ...sets.map(({ key, label }) => ({ value: key, label: localize(label) })),
          { value: newSet, label: t('newOptionSet') },
        ]}
        value={typeof value === 'string' ? value : null}
        onChange={(next) => (next === newSet ? make() : onChange(next ?? undefined))}
      />
      {chosen ? <OptionList set={chosen} except={`${table.key}.${field.key}`} /> : null}
    </>
  )
}
