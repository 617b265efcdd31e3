import { AppIcon, EmptyState, PageHeader, useLocalize, useText } from '@mortise/ui'
import { Link, Navigate } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import classes from './home-route.module.css'
import { shellTexts } from './shell-texts.ts'

/** The start: with one app its first page, with several a choice. */
export function HomeRoute() {
  const t = useText(shellTexts)
  const localize = useLocalize()
  const { apps, user } = useSession()
  const [first] = apps
  if (!first) return <EmptyState icon="stack-2" title={t('noApps')} text={t('noAppsText')} />
  if (apps.length === 1) return <Navigate to="/a/$app" params={{ app: first.key }} replace />
  return (
    <>
      <PageHeader title={t('workbench')} subtitle={user.name} />
      <ul className={classes.apps}>
        {apps.map((app) => (
          <li key={app.key}>
            <Link to="/a/$app" params={{ app: app.key }} className={classes.app}>
              <AppIcon name={app.icon ?? 'stack-2'} colour={app.colour} size={24} tile />
              <span className={classes.name}>{localize(app.label)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
