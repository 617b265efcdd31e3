import { confirm, Menu, toastError, useColourScheme, useLanguage, useText } from '@mortise/ui'
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

/** What the menu of the user offers; fetched when the pointer or the focus comes to its button. */
export function UserMenuItems({ onFollow }: { onFollow: (() => void) | undefined }) {
  const t = useText(shellTexts)
  const { user } = useSession()
  const { openShortcuts } = useShell()
  return (
    <>
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
    </>
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
