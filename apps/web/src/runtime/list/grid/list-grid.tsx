import type { EntityRecord } from '@mortise/data'
import type { EntityModel, ListColumn } from '@mortise/metadata'
import { toast, toastErrorOnce, useLocalize, useText } from '@mortise/ui'
import { type CellEdits, type ColumnPlacement, DataGrid, type GridRowHeight, type RowSelection } from '@mortise/ui/grid'
import { useState } from 'react'
import { RowMenu, type RowMenuPlace } from '../../command/row-menu.tsx'
import { type CommandRun, useCommandRun } from '../../command/use-command-run.tsx'
import { scrollLimit } from '../data/list-parts.ts'
import type { ListData } from '../data/use-list-data.ts'
import { useSummary } from '../data/use-summary.tsx'
import { useWhyNot } from '../data/use-why-not.ts'
import classes from '../list-page.module.css'
import { listTexts } from '../list-texts.ts'
import type { ShownList } from '../views/use-list-view.ts'
import { useColumnMenu } from './use-column-menu.tsx'
import { useGridColumns } from './use-grid-columns.ts'
import { useRowLook } from './use-row-look.ts'

interface ListGridProps {
  entity: EntityModel
  view: ShownList
  data: ListData
  edits: CellEdits
  selection: RowSelection
  onSelection(selection: RowSelection): void
  openId: string | undefined
  onOpen(id: string): void
}

const heights: { readonly [name: string]: GridRowHeight } = { compact: 28, default: 34, comfortable: 44 }

/** The records of a view in the grid. */
export function ListGrid({ entity, view, data, edits, selection, onSelection, openId, onOpen }: ListGridProps) {
  const t = useText(listTexts)
  const label = useLocalize()
  const { options } = view
  const columns = useGridColumns(entity, options.columns)
  const summary = useSummary(entity, options.columns, data.what)
  const look = useRowLook(options.colours)
  const whyNot = useWhyNot()
  const menuItems = useColumnMenu(entity, view)
  const [menu, setMenu] = useState<RowMenuPlace | null>(null)
  const commands = useCommandRun(entity)
  const runInRow: CommandRun['run'] = async (command, target) => {
    const done = await commands.run(command, target)
    if (done) data.store.refresh()
    return done
  }
  return (
    <div className={classes.grid} data-outdated={data.outdated || undefined}>
      <DataGrid<EntityRecord>
        label={label(entity.plural)}
        columns={columns}
        source={data.snapshot.source}
        rowHeight={heights[options.rowHeight ?? 'default'] ?? 34}
        sort={(options.sort ?? []).map(({ field, direction }) => ({ key: field, direction }))}
        onSort={(sort) => view.setSort(sort.map(({ key, direction }) => ({ field: key, direction })))}
        onColumns={(placements) => view.setLayout({ columns: placed(options.columns, placements) })}
        edits={edits}
        whyNot={whyNot}
        selection={selection}
        onSelection={onSelection}
        onOpen={(record) => onOpen(record.id)}
        onRowMenu={(record, at) => setMenu({ record, ...at })}
        onToggleGroup={data.store.toggleGroup}
        summary={summary}
        menuItems={menuItems}
        openKey={openId}
        {...(look && { look })}
        endNote={data.snapshot.capped ? t('endCapped', { limit: scrollLimit.toLocaleString() }) : undefined}
        onNotice={(message, tone) => (tone === 'warning' ? toastErrorOnce(message) : toast(message))}
      />
      {menu ? (
        <RowMenu entity={entity} place={menu} run={runInRow} onOpen={onOpen} onClose={() => setMenu(null)} />
      ) : null}
      {commands.dialogs}
    </div>
  )
}

/** The columns of the view in their new places; what the grid does not know (summaries) stays. */
function placed(columns: readonly ListColumn[], placements: readonly ColumnPlacement[]): ListColumn[] {
  return placements.flatMap(({ key, width, pinned }) => {
    const column = columns.find((entry) => entry.field === key)
    return column ? [{ ...column, width, ...(pinned ? { pinned } : { pinned: undefined }) }] : []
  })
}
