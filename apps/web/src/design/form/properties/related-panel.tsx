import type { FormItem } from '@mortise/metadata'
import { MultiSelect, useLocalize, useText } from '@mortise/ui'
import { useDesignModel } from '../../draft/design-context.ts'
import { LocalizedInput } from '../../table/localized-input.tsx'
import type { NodePanelProps } from './form-properties.tsx'
import { propertyTexts } from './property-texts.ts'
import { useNodeEdit } from './use-node-edit.ts'

type Related = Extract<FormItem, { item: 'related_list' }>

/** A list of related records: its heading and its columns. */
export function RelatedPanel({ node, member }: NodePanelProps<Related>) {
  const t = useText(propertyTexts)
  const localize = useLocalize()
  const put = useNodeEdit<Related>(node.id)
  const other = useDesignModel().entities.get(member.entity)
  const own = [...(other?.fields.values() ?? [])].map(({ key, label }) => ({ value: key, label: localize(label) }))
  // Paths over relations that were written elsewhere stay choosable.
  const paths = (member.columns ?? [])
    .filter((path) => path.includes('.'))
    .map((path) => ({ value: path, label: path }))
  return (
    <>
      <LocalizedInput
        optional
        label={t('label')}
        maxLength={100}
        value={member.label}
        onChange={(label) => put({ label }, 'label')}
      />
      <MultiSelect
        label={t('relatedColumns')}
        searchable
        data={[...own, ...paths]}
        value={member.columns ?? []}
        onChange={(next) => put({ columns: next.length > 0 ? next : undefined })}
      />
    </>
  )
}
