import { AppIcon, EmptyState, RowSkeletons, shortcutParts, Tooltip, useLocalize, useText } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import { useOpenApp } from '../api/use-app.ts'
import type { MenuGroup, MenuItem } from './resolve-menu.ts'
import { useShell } from './shell-context.ts'
import { shellTexts } from './shell-texts.ts'
import classes from './sidebar-menu.module.css'

export interface SidebarMenuProps {
  folded?: boolean
  /** The drawer closes when an entry is followed. */
  onFollow?(): void
}

/** The groups and entries of the app's menu. */
export function SidebarMenu({ folded = false, onFollow }: SidebarMenuProps) {
  const t = useText(shellTexts)
  const { menu, appKey } = useShell()
  const app = useOpenApp()
  if (!app) return appKey ? <RowSkeletons rows={6} height={30} /> : null
  if (menu.length === 0) return folded ? null : <EmptyState compact icon="inbox" title={t('emptyApp')} />
  return (
    <>
      {menu.map((group) => (
        <Group key={group.key} group={group} folded={folded} onFollow={onFollow} />
      ))}
    </>
  )
}

function Group({ group, folded, onFollow }: { group: MenuGroup; folded: boolean; onFollow?(): void }) {
  const localize = useLocalize()
  const name = group.label ? localize(group.label) : undefined
  return (
    <section className={classes.group} data-folded={folded || undefined} aria-label={name}>
      {name && !folded ? <div className={classes.label}>{name}</div> : null}
      <ul className={classes.list}>
        {group.items.map((item) => (
          <li key={item.key}>
            <Entry item={item} folded={folded} onFollow={onFollow} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Entry({ item, folded, onFollow }: { item: MenuItem; folded: boolean; onFollow?(): void }) {
  const localize = useLocalize()
  const name = localize(item.label)
  const keys = item.letter ? shortcutParts(`g ${item.letter}`).join(' ') : ''
  return (
    <Tooltip
      label={folded || !keys ? name : keys}
      position="right"
      disabled={!folded && !keys}
      openDelay={folded ? 100 : 900}
    >
      <Link
        {...item.target}
        className={classes.entry}
        data-folded={folded || undefined}
        activeOptions={{ includeSearch: 'search' in item.target && item.target.search.view !== undefined }}
        activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        aria-label={folded ? name : undefined}
        onClick={onFollow}
      >
        <AppIcon name={item.icon} size={16} />
        {folded ? null : <span className="ui-truncate">{name}</span>}
      </Link>
    </Tooltip>
  )
}
