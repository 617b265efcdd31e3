import { type ApprovalColumn, approvalColumns } from '@mortise/metadata'
import { MultiSelect, Select, Switch, useLocalize, useText } from '@mortise/ui'
import { useDesignModel } from '../../draft/design-context.ts'
import { printTexts } from '../print-texts.ts'
import type { ItemOf, PartPanelProps } from './part-panel-props.ts'

const every = ''

/** Which approvals of a record are printed, and what of them. */
export function ApprovalsPanel({ item, entity, put }: PartPanelProps<ItemOf<'approvals'>>) {
  const t = useText(printTexts)
  const localize = useLocalize()
  const { processes } = useDesignModel()
  const own = [...processes.values()].filter((process) => process.entity === entity.key)
  return (
    <>
      <Select
        label={t('process')}
        allowDeselect={false}
        data={[
          { value: every, label: t('everyProcess') },
          ...own.map(({ key, label }) => ({ value: key, label: localize(label) })),
        ]}
        value={item.process ?? every}
        onChange={(process) => put({ process: process || undefined })}
      />
      <Select
        label={t('which')}
        allowDeselect={false}
        data={(['last', 'all'] as const).map((value) => ({ value, label: t(`which_${value}`) }))}
        value={item.which ?? 'last'}
        onChange={(which) => put({ which: which === 'all' ? which : undefined })}
      />
      <MultiSelect
        label={t('approvalColumns')}
        data={approvalColumns.map((value) => ({ value, label: t(`column_${value}`) }))}
        value={[...(item.columns ?? approvalColumns)]}
        onChange={(columns) => columns.length > 0 && put({ columns: columnsOf(columns) })}
      />
      <Switch
        label={t('approvalComments')}
        checked={item.comments ?? false}
        onChange={(event) => put({ comments: event.currentTarget.checked || undefined })}
      />
    </>
  )
}

/** In the order in which they stand on paper; all of them need not be said. */
function columnsOf(chosen: readonly string[]): ApprovalColumn[] | undefined {
  const columns = approvalColumns.filter((column) => chosen.includes(column))
  return columns.length === approvalColumns.length ? undefined : columns
}
