import { EmptyState, useText } from '@mortise/ui'
import { Navigate } from '@tanstack/react-router'
import { useApp } from '../api/use-app.ts'
import { resolveMenu } from './resolve-menu.ts'
import { shellTexts } from './shell-texts.ts'

/** Leads to the app's home page, else to the first entry of its menu. */
export function AppHome() {
  const t = useText(shellTexts)
  const app = useApp()
  const home = app.model.pages.get(app.model.app.home ?? '')
  if (home) return <Navigate to="/a/$app/-/page/$page" params={{ app: app.key, page: home.key }} replace />
  const first = resolveMenu(app)[0]?.items[0]
  if (first) return <Navigate {...first.target} replace />
  return <EmptyState icon="inbox" title={t('emptyApp')} />
}
