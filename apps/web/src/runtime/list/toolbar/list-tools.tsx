import type { EntityModel, ListOptions } from '@mortise/metadata'
import type { ListView } from '../views/use-list-view.ts'
import { ColourLegend } from './colour-legend.tsx'
import { ColumnsPanel } from './columns-panel.tsx'
import { GroupPanel } from './group-panel.tsx'
import { RowHeightMenu } from './row-height-menu.tsx'

interface ListToolsProps {
  entity: EntityModel
  options: ListOptions
  setLayout: ListView['setLayout']
}

/** What a list has in the toolbar beside search, filter and sort: groups, columns, row height. */
export function ListTools({ entity, options, setLayout }: ListToolsProps) {
  return (
    <>
      <GroupPanel entity={entity} group={options.group} onChange={(group) => setLayout({ group })} />
      <ColumnsPanel entity={entity} columns={options.columns} onChange={(columns) => setLayout({ columns })} />
      <ColourLegend rules={options.colours} />
      <RowHeightMenu value={options.rowHeight ?? 'default'} onChange={(rowHeight) => setLayout({ rowHeight })} />
    </>
  )
}
