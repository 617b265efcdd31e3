import {
  confirm,
  Menu,
  PersonAvatar,
  toastError,
  UnstyledButton,
  useColourScheme,
  useLanguage,
  useText,
} from '@mortise/ui'
import {
  IconDevices,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { messageOf } from '../api/api-error.ts'
import { changeLanguage, signOut, useSession } from '../api/session.ts'
import { useShell } from './shell-context.ts'
import { shellTexts } from './shell-texts.ts'
import classes from './user-menu.module.css'

/** The user: account, administration, appearance, language, signing out. */
export function UserMenu({ folded = false, onFollow }: { folded?: boolean; onFollow?(): void }) {
  const t = useText(shellTexts)
  const { user } = useSession()
  const { openShortcuts } = useShell()
  return (
    <Menu position="top-start" width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.button} data-folded={folded || undefined}>
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
        <Menu.Item
          leftSection={<IconUserCircle size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/account" {...props} />}
          onClick={onFollow}
        >
          {t('account')}
        </Menu.Item>
        {user.administrator ? (
          <Menu.Item
            leftSection={<IconSettings size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/admin/$" params={{ _splat: 'users' }} {...props} />}
            onClick={onFollow}
          >
            {t('administration')}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={openShortcuts} visibleFrom="sm">
          {t('shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <PreferenceItems />
        <Menu.Divider />
        <SignOutItems />
      </Menu.Dropdown>
    </Menu>
  )
}

/** One click each; "as the system" is a choice of the account page. */
function PreferenceItems() {
  const t = useText(shellTexts)
  const language = useLanguage()
  const { effective, setColourScheme } = useColourScheme()
  const dark = effective === 'dark'
  const SchemeIcon = dark ? IconSun : IconMoon
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <>
      <Menu.Item
        leftSection={<SchemeIcon size={16} aria-hidden />}
        onClick={() => setColourScheme(dark ? 'light' : 'dark')}
        closeMenuOnClick={false}
      >
        {t(dark ? 'toLight' : 'toDark')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconLanguage size={16} aria-hidden />}
        onClick={() => void changeLanguage(other).catch((error: unknown) => toastError(messageOf(error)))}
      >
        <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{t(other === 'zh' ? 'toChinese' : 'toEnglish')}</span>
      </Menu.Item>
    </>
  )
}

function SignOutItems() {
  const t = useText(shellTexts)
  const navigate = useNavigate()
  async function leave(everywhere: boolean) {
    if (everywhere && !(await confirmEverywhere())) return
    try {
      await signOut(everywhere)
      await navigate({ to: '/login' })
    } catch (error) {
      toastError(messageOf(error))
    }
  }
  return (
    <>
      <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave(false)}>
        {t('signOut')}
      </Menu.Item>
      <Menu.Item leftSection={<IconDevices size={16} aria-hidden />} onClick={() => void leave(true)}>
        {t('signOutEverywhere')}
      </Menu.Item>
    </>
  )
}

function confirmEverywhere(): Promise<boolean> {
  return confirm({
    title: shellTexts.t('signOutEverywhere'),
    text: shellTexts.t('signOutEverywhereText'),
    confirmLabel: shellTexts.t('signOutEverywhere'),
  })
}
