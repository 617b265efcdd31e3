import { applyLanguage, phoneQuery, useLanguage, useMediaQuery, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useMatch } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { appQuery, type RunningApp } from '../api/app-description.ts'
import { useSession } from '../api/session.ts'
import { RunningAppContext } from '../api/use-app.ts'
import { Banners } from './banners.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { NavigationDrawer } from './navigation-drawer.tsx'
import { type Overlay, Overlays } from './overlays.tsx'
import { resolveMenu } from './resolve-menu.ts'
import { RuntimeServicesProvider } from './runtime-services-provider.tsx'
import { ShellContext, type ShellContextValue } from './shell-context.ts'
import classes from './shell-layout.module.css'
import { shellTexts } from './shell-texts.ts'
import { Sidebar } from './sidebar.tsx'
import { useCurrentApp } from './use-current-app.ts'
import { useLiveApp } from './use-live-app.ts'
import { useShellShortcuts } from './use-shell-shortcuts.ts'

/** The frame of everything behind the login: sidebar or bottom bar, banners, overlays, and the page. */
export function ShellLayout() {
  const appKey = useCurrentApp()?.key ?? null
  const { data } = useQuery({ ...appQuery(appKey ?? ''), enabled: appKey !== null })
  const app = appKey ? (data ?? null) : null
  useSessionLanguage()
  const liveRevision = useLiveApp(app)
  return (
    <RunningAppContext value={app}>
      <RuntimeServicesProvider app={app}>
        <ShellFrame app={app} appKey={appKey} newRevision={liveRevision} />
      </RuntimeServicesProvider>
    </RunningAppContext>
  )
}

function ShellFrame({
  app,
  appKey,
  newRevision,
}: {
  app: RunningApp | null
  appKey: string | null
  newRevision: boolean
}) {
  const t = useText(shellTexts)
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  // The designer fills the window and has a navigation of its own.
  const designing = useMatch({ from: '/shell/design/$app/$', shouldThrow: false }) !== undefined
  const [overlay, setOverlay] = useState<Overlay>(null)
  const menu = useMemo(() => (app ? resolveMenu(app) : []), [app])
  const shell = useMemo<ShellContextValue>(
    () => ({
      appKey,
      menu,
      openPalette: () => setOverlay('palette'),
      openShortcuts: () => setOverlay('shortcuts'),
      openMenu: () => setOverlay('menu'),
    }),
    [appKey, menu],
  )
  useShellShortcuts(shell)
  const close = () => setOverlay(null)
  return (
    <ShellContext value={shell}>
      <a className={classes.skip} href="#main">
        {t('skip')}
      </a>
      <div className={classes.shell} data-phone={phone || undefined}>
        {phone || designing ? null : <Sidebar />}
        <div className={classes.content}>
          <Banners newRevision={newRevision} />
          <main id="main" className={classes.main} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
        {phone && !designing ? <BottomBar /> : null}
      </div>
      {phone ? <NavigationDrawer opened={overlay === 'menu'} onClose={close} /> : null}
      <Overlays overlay={overlay} onClose={close} />
    </ShellContext>
  )
}

/** The user's language wins over that of the browser, from the first page on. */
function useSessionLanguage(): void {
  const { user } = useSession()
  const language = useLanguage()
  useEffect(() => {
    applyLanguage(user.language)
  }, [user.language])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
}
