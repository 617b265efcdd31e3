import { Menu } from '@mantine/core'
import {
  IconArrowLeft,
  IconArrowRight,
  IconArrowsSort,
  IconEyeOff,
  IconPin,
  IconPinnedOff,
  IconSortAscending,
  IconSortDescending,
  IconViewportNarrow,
  IconViewportWide,
} from '@tabler/icons-react'
import { Fragment, type ReactNode, type RefObject, useLayoutEffect, useState } from 'react'
import type { ColumnCommands } from './column-commands.ts'
import type { GridMenuItem } from './grid-props.ts'
import type { GridState } from './use-grid.ts'

interface HeaderMenuProps<Row> {
  state: GridState<Row>
  root: RefObject<HTMLElement | null>
  commands: ColumnCommands
  /** Key of the column whose menu is open. */
  column: string
  onClose(): void
}

/** The menu of a column: sort, place, width, and what the page adds. One for all columns. */
export function HeaderMenu<Row>({ state, root, commands, column: key, onClose }: HeaderMenuProps<Row>) {
  const [place, setPlace] = useState({ left: 0, top: 0 })
  const index = state.columns.findIndex((column) => column.key === key)
  const column = state.columns[index]
  useLayoutEffect(() => {
    const header = root.current?.querySelector(`[data-header][data-col="${index}"]`)?.getBoundingClientRect()
    const origin = root.current?.getBoundingClientRect()
    if (header && origin) setPlace({ left: header.left - origin.left + 4, top: header.bottom - origin.top })
  }, [root, index])
  return (
    <Menu
      opened={column !== undefined}
      onClose={onClose}
      position="bottom-start"
      returnFocus={false}
      offset={2}
      // Not "keydown": the key press that opened the menu would close it again.
      clickOutsideEvents={['mousedown', 'touchstart']}
    >
      <Menu.Target>
        <button type="button" tabIndex={-1} aria-hidden="true" className="ui-grid-anchor" style={place} />
      </Menu.Target>
      <Menu.Dropdown aria-label={column ? state.t('columnMenu', { label: column.label }) : undefined}>
        {column && own(state, commands, column.key).map(entry)}
        {column && sections(state.props.menuItems?.(column) ?? []).map(section)}
      </Menu.Dropdown>
    </Menu>
  )
}

function entry({ key, label, icon, active, run }: GridMenuItem) {
  return (
    <Menu.Item key={key} leftSection={icon} onClick={run} aria-current={active || undefined}>
      {label}
    </Menu.Item>
  )
}

function section([label, items]: [string, GridMenuItem[]]): ReactNode {
  return (
    <Fragment key={label}>
      <Menu.Divider />
      {label && <Menu.Label>{label}</Menu.Label>}
      {items.map(entry)}
    </Fragment>
  )
}

function sections(items: readonly GridMenuItem[]): [string, GridMenuItem[]][] {
  return [...Map.groupBy(items, (item) => item.section ?? '')]
}

function own<Row>({ columns, t, props }: GridState<Row>, commands: ColumnCommands, key: string): GridMenuItem[] {
  const index = columns.findIndex((column) => column.key === key)
  const column = columns[index]
  if (!column) return []
  const sorted = props.sort?.find((sort) => sort.key === key)?.direction
  const sorting: (GridMenuItem | false)[] = [
    { key: 'asc', label: t('sortAscending'), icon: icon(IconSortAscending), run: () => commands.setSort(key, 'asc') },
    {
      key: 'desc',
      label: t('sortDescending'),
      icon: icon(IconSortDescending),
      run: () => commands.setSort(key, 'desc'),
    },
    sorted !== undefined && {
      key: 'unsort',
      label: t('clearSort'),
      icon: icon(IconArrowsSort),
      run: () => commands.setSort(key, null),
    },
  ]
  const pinned = column.pinned ?? false
  const placing: (GridMenuItem | false)[] = [
    index > 0 && { key: 'left', label: t('moveLeft'), icon: icon(IconArrowLeft), run: () => commands.shift(key, -1) },
    index < columns.length - 1 && {
      key: 'right',
      label: t('moveRight'),
      icon: icon(IconArrowRight),
      run: () => commands.shift(key, 1),
    },
    {
      key: 'pin',
      label: pinned ? t('unpin') : t('pin'),
      icon: icon(pinned ? IconPinnedOff : IconPin),
      run: () => commands.pin(key, !pinned),
    },
    { key: 'wider', label: t('wider'), icon: icon(IconViewportWide), run: () => commands.resizeBy(key, 40) },
    { key: 'narrower', label: t('narrower'), icon: icon(IconViewportNarrow), run: () => commands.resizeBy(key, -40) },
    columns.length > 1 && { key: 'hide', label: t('hide'), icon: icon(IconEyeOff), run: () => commands.hide(key) },
  ]
  const all = [...(column.sortable && props.onSort ? sorting : []), ...(props.onColumns ? placing : [])]
  return all.filter((item): item is GridMenuItem => item !== false)
}

function icon(Icon: typeof IconPin) {
  return <Icon size={16} stroke={1.6} aria-hidden="true" />
}
