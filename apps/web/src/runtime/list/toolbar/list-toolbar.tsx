import type { EntityModel } from '@mortise/metadata'
import { phoneQuery, useLocalize, useMediaQuery } from '@mortise/ui'
import type { ReactNode } from 'react'
import type { ListView } from '../views/use-list-view.ts'
import { ColumnsPanel } from './columns-panel.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { GroupPanel } from './group-panel.tsx'
import { RowHeightMenu } from './row-height-menu.tsx'
import { SearchBox } from './search-box.tsx'
import { SortPanel } from './sort-panel.tsx'
import classes from './toolbar.module.css'

interface ListToolbarProps {
  entity: EntityModel
  view: ListView
  search: string
  onSearch(search: string): void
  /** How many records there are. */
  count: ReactNode
}

/** What is shown of a table and how: search, filter, sort, groups, columns, row height. */
export function ListToolbar({ entity, view, search, onSearch, count }: ListToolbarProps) {
  const label = useLocalize()
  const phone = useMediaQuery(phoneQuery) ?? false
  const { options } = view
  return (
    <div className={classes.bar}>
      <SearchBox value={search} entity={label(entity.plural)} onChange={onSearch} />
      <div className={classes.buttons}>
        <FilterPanel entity={entity} filter={options.filter} onChange={view.setFilter} />
        <SortPanel entity={entity} sort={options.sort ?? []} onChange={view.setSort} />
        {!phone && (
          <>
            <GroupPanel entity={entity} group={options.group} onChange={(group) => view.setLayout({ group })} />
            <ColumnsPanel
              entity={entity}
              columns={options.columns}
              onChange={(columns) => view.setLayout({ columns })}
            />
            <RowHeightMenu
              value={options.rowHeight ?? 'default'}
              onChange={(rowHeight) => view.setLayout({ rowHeight })}
            />
          </>
        )}
      </div>
      <div className={classes.count} aria-live="polite">
        {count}
      </div>
    </div>
  )
}
