import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { GridTranslate } from '../grid-texts.ts'
import type { GridGroup } from '../model/grid-source.ts'

interface GroupCellProps {
  index: number
  group: GridGroup
  columnCount: number
  activeColumn: number
  t: GridTranslate
}

/** The head of a group: its value, how many records it has, folded or not. */
export function GroupCell({ index, group, columnCount, activeColumn, t }: GroupCellProps) {
  const Chevron = group.collapsed ? IconChevronRight : IconChevronDown
  const records = t('groupCount', { count: group.count, shown: group.count.toLocaleString() })
  return (
    <div
      role="gridcell"
      aria-colindex={1}
      aria-colspan={columnCount}
      tabIndex={activeColumn >= 0 ? 0 : -1}
      data-row={index}
      data-col={Math.max(0, activeColumn)}
      data-whole=""
      data-active={activeColumn >= 0 || undefined}
      className="ui-grid-group"
    >
      <span className="ui-grid-group-inner">
        <button
          type="button"
          tabIndex={-1}
          data-act="group"
          data-index={index}
          aria-expanded={!group.collapsed}
          aria-label={t(group.collapsed ? 'expandGroup' : 'collapseGroup', { records })}
        >
          <Chevron size={16} aria-hidden="true" />
        </button>
        <span className="ui-truncate">{group.label}</span>
        <span className="ui-grid-count">{records}</span>
      </span>
    </div>
  )
}
