import type { AppSummary } from '@mortise/api'
import { AppIcon, EmptyState, StatusChip, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSession } from '../../api/session.ts'
import { draftQuery, revisionsQuery } from '../admin-data.ts'
import type { AdminPageProps } from '../admin-routes.tsx'
import { AdminPage } from '../frame/admin-page.tsx'
import { useFormat } from '../frame/use-format.ts'
import { revisionTexts } from './revision-texts.ts'
import classes from './revisions.module.css'
import { RevisionsPage } from './revisions-page.tsx'

/** `/admin/apps`: the apps; `/admin/apps/:app`: the revisions of one. */
export function AppsPage({ rest }: AdminPageProps) {
  const t = useText(revisionTexts)
  const { apps } = useSession()
  const [key] = rest
  if (key) return <RevisionsPage app={key} />
  return (
    <AdminPage section="apps">
      {apps.length === 0 ? <EmptyState icon="stack-2" title={t('noApps')} /> : null}
      <ul className={classes.apps}>
        {apps.map((app) => (
          <li key={app.key}>
            <AppEntry app={app} />
          </li>
        ))}
      </ul>
    </AdminPage>
  )
}

function AppEntry({ app }: { app: AppSummary }) {
  const t = useText(revisionTexts)
  const localize = useLocalize()
  const format = useFormat()
  const newest = useQuery(revisionsQuery(app.key)).data?.[0]
  const pending = useQuery(draftQuery(app.key)).data?.changes.length
  const published = newest ? t('published', { date: format.instant(newest.at) }) : ''
  return (
    <Link to="/admin/$" params={{ _splat: `apps/${app.key}` }} className={classes.app}>
      <AppIcon name={app.icon} colour={app.colour} size={20} tile />
      <span className={classes.words}>
        <span className={classes.name}>{localize(app.label)}</span>
        <span className={classes.quiet}>
          {[t('revisionOf', { revision: app.revision }), published].filter(Boolean).join(' · ')}
        </span>
      </span>
      {pending ? (
        <StatusChip size="sm" colour="orange">
          {t('draft', { count: pending })}
        </StatusChip>
      ) : null}
    </Link>
  )
}
