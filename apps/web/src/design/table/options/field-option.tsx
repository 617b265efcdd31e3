import { Select, useLocalize, useText } from '@mortise/ui'
import { useDesign } from '../../draft/design-context.ts'
import { liveFields } from '../use-table.ts'
import type { OptionProps } from './option-panel.tsx'
import { optionTexts } from './option-texts.ts'

/** A field of the same table; where a relation is asked for, one that leads to a record. */
export function FieldOption({ schema, value, onChange, table, field }: OptionProps) {
  const t = useText(optionTexts)
  const localize = useLocalize()
  const { fieldTypes } = useDesign()
  const relations = schema.editor === 'relation-field'
  const fields = liveFields(table).filter(
    ({ key, type }) =>
      key !== field.key && (!relations || (fieldTypes.has(type) && fieldTypes.get(type).relation === 'one')),
  )
  return (
    <Select
      label={localize(schema.label)}
      searchable
      placeholder={t(relations ? 'chooseRelation' : 'chooseField')}
      data={fields.map(({ key, label }) => ({ value: key, label: localize(label) }))}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
