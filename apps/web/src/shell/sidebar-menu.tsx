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
  const empty = folded ? null : <EmptyState compact icon="inbox" title={t('emptyApp')} />
  return (
    <>
      {menu.length === 0 ? empty : null}
      {menu.map((group) => (
        <Group key={group.key} group={group} folded={folded} onFollow={onFollow} />
      ))}
      {app.description.insight ? <TimesEntry app={app.key} folded={folded} onFollow={onFollow} /> : null}
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

/** To the times of processes: not in the menu of the app, which is the same for everybody. */
function TimesEntry({ app, folded, onFollow }: { app: string; folded: boolean; onFollow?(): void }) {
  const t = useText(shellTexts)
  return (
    <section className={classes.group} data-folded={folded || undefined}>
      <Tooltip label={t('times')} position="right" disabled={!folded} openDelay={100}>
        <Link
          to="/a/$app/-/insight"
          params={{ app }}
          className={classes.entry}
          data-folded={folded || undefined}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
          aria-label={folded ? t('times') : undefined}
          onClick={onFollow}
        >
          <AppIcon name="clock" size={16} />
          {folded ? null : <span className="ui-truncate">{t('times')}</span>}
        </Link>
      </Tooltip>
    </section>
  )
}
