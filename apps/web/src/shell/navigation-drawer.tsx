import { Drawer, useText } from '@mortise/ui'
import { NotificationEntry } from '../notifications/notification-entry.tsx'
import { AppSwitch } from './app-switch.tsx'
import classes from './navigation-drawer.module.css'
import { shellTexts } from './shell-texts.ts'
import { SidebarMenu } from './sidebar-menu.tsx'
import { UserMenu } from './user-menu.tsx'

/** The sidebar of a phone. */
export function NavigationDrawer({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const t = useText(shellTexts)
  return (
    <Drawer opened={opened} onClose={onClose} position="left" size={300} title={t('menu')} padding="xs">
      <div className={classes.drawer}>
        <AppSwitch onFollow={onClose} />
        <div className={classes.menu}>
          <SidebarMenu onFollow={onClose} />
        </div>
        <NotificationEntry onFollow={onClose} />
        <UserMenu onFollow={onClose} />
      </div>
    </Drawer>
  )
}
