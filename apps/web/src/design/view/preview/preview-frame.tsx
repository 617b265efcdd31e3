import { createContext, useContext } from 'react'
import type { ListFrameProps } from '../../../runtime/list/list-frame.tsx'
import pageClasses from '../../../runtime/list/list-page.module.css'
import { FilterPanel } from '../../../runtime/list/toolbar/filter-panel.tsx'
import { GroupPanel } from '../../../runtime/list/toolbar/group-panel.tsx'
import { RowHeightMenu } from '../../../runtime/list/toolbar/row-height-menu.tsx'
import { SortPanel } from '../../../runtime/list/toolbar/sort-panel.tsx'
import toolbarClasses from '../../../runtime/list/toolbar/toolbar.module.css'
import { listOptionsOf } from '../../../runtime/list/views/view-options.ts'
import classes from '../view-designer.module.css'

/** Whether the preview has its tools: there is no room for them on a narrow screen. */
export const PreviewToolsContext = createContext(true)

/** What is around the records in the preview: the tools that its users have, which change the view itself here. */
export function PreviewFrame({ entity, view, count, children }: ListFrameProps) {
  const tools = useContext(PreviewToolsContext)
  const list = view.type.type === 'list' && view.options ? listOptionsOf(view.options) : null
  return (
    <div className={pageClasses.page}>
      <div className={`${toolbarClasses.bar} ${classes.tools}`}>
        {tools ? (
          <div className={toolbarClasses.buttons}>
            <FilterPanel entity={entity} filter={view.options?.filter} onChange={view.setFilter} />
            <SortPanel entity={entity} sort={view.options?.sort ?? []} onChange={view.setSort} />
            {list ? (
              <>
                <GroupPanel entity={entity} group={list.group} onChange={(group) => view.setLayout({ group })} />
                <RowHeightMenu
                  value={list.rowHeight ?? 'default'}
                  onChange={(rowHeight) => view.setLayout({ rowHeight })}
                />
              </>
            ) : null}
          </div>
        ) : null}
        <div className={toolbarClasses.count} aria-live="polite">
          {count}
        </div>
      </div>
      <div className={pageClasses.body}>
        <div className={pageClasses.main} data-view-body>
          {children}
        </div>
      </div>
    </div>
  )
}
