import { ActionIcon, narrowQuery, ShortcutHint, Tooltip, UnstyledButton, useMediaQuery, useText } from '@mortise/ui'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { NotificationBell } from '../notifications/notification-bell.tsx'
import { AppSwitch } from './app-switch.tsx'
import { useShell } from './shell-context.ts'
import { shellTexts } from './shell-texts.ts'
import classes from './sidebar.module.css'
import { SidebarMenu } from './sidebar-menu.tsx'
import { TasksEntry } from './tasks-entry.tsx'
import { UserMenu } from './user-menu.tsx'

const storageKey = 'mortise-sidebar'

/** App switch, search, menu of the app, user. Folds to its icons; folded by default where the window is narrow. */
export function Sidebar() {
  const t = useText(shellTexts)
  const narrow = useMediaQuery(narrowQuery, false, { getInitialValueInEffect: false })
  const [chosen, setChosen] = useState(() => localStorage.getItem(storageKey))
  const folded = chosen === null ? narrow === true : chosen === 'folded'
  function toggle() {
    const next = folded ? 'open' : 'folded'
    localStorage.setItem(storageKey, next)
    setChosen(next)
  }
  const FoldIcon = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const foldLabel = t(folded ? 'unfold' : 'fold')
  return (
    <nav className={classes.sidebar} data-folded={folded || undefined} aria-label={t('navigation')}>
      <AppSwitch folded={folded} />
      <SearchButton folded={folded} />
      <TasksEntry folded={folded} />
      <div className={classes.menu}>
        <SidebarMenu folded={folded} />
      </div>
      <div className={classes.bottom}>
        <UserMenu folded={folded} />
        <NotificationBell />
        <Tooltip label={foldLabel} position="right">
          <ActionIcon aria-label={foldLabel} onClick={toggle}>
            <FoldIcon size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </nav>
  )
}

function SearchButton({ folded }: { folded: boolean }) {
  const t = useText(shellTexts)
  const { openPalette } = useShell()
  return (
    <UnstyledButton
      className={classes.search}
      onClick={openPalette}
      aria-label={folded ? t('search') : undefined}
      aria-keyshortcuts="Control+K"
    >
      <IconSearch size={15} aria-hidden />
      {folded ? null : (
        <>
          <span className={classes.searchLabel}>{t('search')}</span>
          <ShortcutHint keys="mod+K" />
        </>
      )}
    </UnstyledButton>
  )
}
