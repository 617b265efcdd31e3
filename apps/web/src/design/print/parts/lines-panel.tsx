import { shownField } from '@mortise/metadata'
import { MultiSelect, Select, Switch, useLocalize, useText } from '@mortise/ui'
import { useDesignModel } from '../../draft/design-context.ts'
import { ConditionSetting } from '../../form/properties/condition-setting.tsx'
import { printTexts } from '../print-texts.ts'
import { LineColumns } from './line-columns.tsx'
import type { ItemOf, PartPanelProps } from './part-panel-props.ts'

/** The lines of a sub-table. */
export function LinesPanel({ item, entity, put }: PartPanelProps<ItemOf<'lines'>>) {
  const t = useText(printTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const subTables = entity.ownFields.filter(({ kind }) => kind.relation === 'children')
  const lines = model.entities.get(entity.fields.get(item.field)?.target ?? '')
  const own = [...(lines?.fields.values() ?? [])]
  const used = new Set(item.columns.map(({ field }) => field))
  const summed = own
    .filter(({ key }) => used.has(key))
    .filter((field) => shownField(field).kind.aggregates?.includes('sum'))
  return (
    <>
      <Select
        label={t('subTable')}
        allowDeselect={false}
        placeholder={subTables.length === 0 ? t('noSubTable') : undefined}
        data={subTables.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={item.field}
        onChange={(field) => {
          const first = model.entities.get(entity.fields.get(field ?? '')?.target ?? '')?.ownFields[0]
          if (field && first) put({ field, columns: [{ field: first.key }], totals: undefined, filter: undefined })
        }}
      />
      <LineColumns item={item} lines={lines} put={put} />
      <MultiSelect
        label={t('totals')}
        data={summed.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={item.totals ?? []}
        onChange={(totals) => put({ totals: totals.length > 0 ? totals : undefined })}
      />
      <Switch
        label={t('numbered')}
        checked={item.numbered ?? false}
        onChange={(event) => put({ numbered: event.currentTarget.checked || undefined })}
      />
      {lines ? (
        <ConditionSetting
          label={t('filter')}
          entity={lines}
          value={item.filter}
          none={t('allLines')}
          onChange={(filter) => put({ filter })}
        />
      ) : null}
    </>
  )
}
