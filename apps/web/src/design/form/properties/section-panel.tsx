import type { FormItem } from '@mortise/metadata'
import { Button, Select, useText } from '@mortise/ui'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { useFormDesign } from '../form-design-context.ts'
import { ColumnChoice } from './column-choice.tsx'
import type { NodePanelProps } from './form-properties.tsx'
import { propertyTexts } from './property-texts.ts'
import { useNodeEdit } from './use-node-edit.ts'

type Section = Extract<FormItem, { item: 'section' }>

const foldings = { never: undefined, open: false, shut: true } as const

/** A section: its heading, its columns, whether it can be folded. */
export function SectionPanel({ node, member }: NodePanelProps<Section>) {
  const t = useText(propertyTexts)
  const { actions } = useFormDesign()
  const put = useNodeEdit<Section>(node.id)
  const folding = member.collapsed === undefined ? 'never' : member.collapsed ? 'shut' : 'open'
  return (
    <>
      <LocalizedInput
        label={t('name')}
        maxLength={100}
        value={member.label}
        onChange={(label) => label && put({ label }, 'label')}
      />
      <ColumnChoice label={t('columns')} inherits value={member.columns} onChange={(columns) => put({ columns })} />
      <Select
        label={t('fold')}
        allowDeselect={false}
        data={[
          { value: 'never', label: t('foldNever') },
          { value: 'open', label: t('foldOpen') },
          { value: 'shut', label: t('foldShut') },
        ]}
        value={folding}
        onChange={(next) => put({ collapsed: foldings[(next ?? 'never') as keyof typeof foldings] })}
      />
      <Button variant="default" onClick={() => actions.unwrap([node.id])}>
        {t('dissolve')}
      </Button>
    </>
  )
}
