import { Menu, PersonAvatar, UnstyledButton, useText } from '@mortise/ui'
import { lazy, Suspense } from 'react'
import { useSession } from '../api/session.ts'
import { shellTexts } from './shell-texts.ts'
import classes from './user-menu.module.css'

const fetchItems = () => import('./user-menu-items.tsx')
const UserMenuItems = lazy(async () => ({ default: (await fetchItems()).UserMenuItems }))

/** The user: account, administration, appearance, language, signing out. */
export function UserMenu({ folded = false, onFollow }: { folded?: boolean; onFollow?(): void }) {
  const t = useText(shellTexts)
  const { user } = useSession()
  return (
    <Menu position="top-start" width={260}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          data-folded={folded || undefined}
          onPointerEnter={fetchItems}
          onFocus={fetchItems}
        >
          <span className="ui-visually-hidden">{folded ? `${t('userMenu')}: ${user.name}` : t('userMenu')}</span>
          <PersonAvatar name={user.name} seed={user.id} size={24} />
          {folded ? null : <span className="ui-truncate">{user.name}</span>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <PersonAvatar name={user.name} seed={user.id} size={32} />
          <div className={classes.words}>
            <div className={classes.name}>{user.name}</div>
            <div className={classes.email}>{user.email}</div>
          </div>
        </div>
        <Menu.Divider />
        <Suspense fallback={<div className={classes.itemsSpace} />}>
          <UserMenuItems onFollow={onFollow} />
        </Suspense>
      </Menu.Dropdown>
    </Menu>
  )
}
