import type { EntityModel } from '@mortise/metadata'
import { useLocalize } from '@mortise/ui'
import type { ReactNode } from 'react'
import type { ListView } from '../views/use-list-view.ts'
import { FilterPanel } from './filter-panel.tsx'
import { SearchBox } from './search-box.tsx'
import { SortPanel } from './sort-panel.tsx'
import classes from './toolbar.module.css'

interface ListToolbarProps {
  entity: EntityModel
  view: ListView
  search: string
  onSearch(search: string): void
  /** What the type of the view adds. */
  tools: ReactNode
  /** How many records there are. */
  count: ReactNode
}

/** What is shown of a table: search, filter, sort, and what the type of the view has beside them. */
export function ListToolbar({ entity, view, search, onSearch, tools, count }: ListToolbarProps) {
  const label = useLocalize()
  return (
    <div className={classes.bar}>
      <SearchBox value={search} entity={label(entity.plural)} onChange={onSearch} />
      <div className={classes.buttons}>
        <FilterPanel entity={entity} filter={view.options?.filter} onChange={view.setFilter} />
        <SortPanel entity={entity} sort={view.options?.sort ?? []} onChange={view.setSort} />
        {tools}
      </div>
      <div className={classes.count} aria-live="polite">
        {count}
      </div>
    </div>
  )
}
