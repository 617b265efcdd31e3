import type { FormItem } from '@mortise/metadata'
import { MultiSelect, useLocalize, useText } from '@mortise/ui'
import { useDesignModel } from '../../draft/design-context.ts'
import type { NodePanelProps } from './form-properties.tsx'
import { propertyTexts } from './property-texts.ts'
import { TableFieldPart } from './table-field-part.tsx'
import { useNodeEdit } from './use-node-edit.ts'

type SubTable = Extract<FormItem, { item: 'sub_table' }>

/** Lines on this form: which of their columns, which totals. */
export function SubTablePanel({ node, member, entity }: NodePanelProps<SubTable>) {
  const t = useText(propertyTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const put = useNodeEdit<SubTable>(node.id)
  const lines = model.entities.get(entity.fields.get(member.field)?.target ?? '')
  const columns = (lines?.ownFields ?? []).filter(({ key }) => key !== lines?.parent?.field.key)
  const data = columns.map(({ key, label }) => ({ value: key, label: localize(label) }))
  const figures = data.filter(
    ({ value }) =>
      lines?.fields.get(value)?.kind.group === 'number' || lines?.fields.get(value)?.kind.group === 'computed',
  )
  return (
    <>
      <MultiSelect
        label={t('lineColumns')}
        placeholder={member.columns ? undefined : t('lineColumnsAll')}
        data={data}
        value={member.columns ?? []}
        onChange={(next) => put({ columns: next.length > 0 ? next : undefined })}
      />
      <MultiSelect
        label={t('totals')}
        description={t('totalsHint')}
        data={figures}
        value={member.totals ?? []}
        onChange={(next) => put({ totals: next.length > 0 ? next : undefined })}
      />
      <TableFieldPart entity={entity} field={member.field} />
    </>
  )
}
