import { MultiSelect, NumberInput, Switch, useLocalize, useText } from '@mortise/ui'
import { printTexts } from '../print-texts.ts'
import type { ItemOf, PartPanelProps } from './part-panel-props.ts'

/** Fields of the record, each with its name. */
export function FieldsPanel({ item, entity, put }: PartPanelProps<ItemOf<'fields'>>) {
  const t = useText(printTexts)
  const localize = useLocalize()
  const own = [...entity.fields.values()].filter(({ kind }) => kind.relation !== 'children')
  const paths = item.fields.filter((path) => path.includes('.')).map((path) => ({ value: path, label: path }))
  return (
    <>
      <MultiSelect
        label={t('fields')}
        searchable
        data={[...own.map(({ key, label }) => ({ value: key, label: localize(label) })), ...paths]}
        value={item.fields}
        onChange={(fields) => fields.length > 0 && put({ fields })}
      />
      <NumberInput
        size="xs"
        label={t('columns')}
        min={1}
        max={3}
        value={item.columns ?? 2}
        onChange={(columns) => typeof columns === 'number' && put({ columns })}
      />
      <Switch
        label={t('hideBlank')}
        checked={item.hideBlank ?? false}
        onChange={(event) => put({ hideBlank: event.currentTarget.checked || undefined })}
      />
    </>
  )
}
