import { EmptyState, ErrorState, Select, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { RoutePending } from '../../shell/route-pending.tsx'
import { TopBar } from '../../shell/top-bar.tsx'
import classes from './insight.module.css'
import { insightProcessesQuery } from './insight-data.ts'
import { InsightScreen } from './insight-screen.tsx'
import { insightTexts } from './insight-texts.ts'

/** Times of the processes of an app: those that this person may see, one at a time. */
export function InsightRoute() {
  const { app, process } = useParams({ strict: false }) as { app: string; process?: string }
  const t = useText(insightTexts)
  const localize = useLocalize()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(insightProcessesQuery(app))
  const open = data?.find(({ key }) => key === process) ?? (process === undefined ? data?.[0] : undefined)
  return (
    <>
      <TopBar crumbs={[{ label: t('title'), icon: 'clock' }]} />
      <div className={classes.scroll}>
        {error ? (
          <ErrorState
            title={t('failed')}
            message={messageOf(error)}
            errorId={requestIdOf(error)}
            onRetry={() => void refetch()}
          />
        ) : !data ? (
          <RoutePending />
        ) : !open ? (
          <EmptyState icon="clock" title={t('none')} text={t('noneText')} />
        ) : (
          <InsightScreen app={app} process={open.key}>
            <Select
              label={t('process')}
              allowDeselect={false}
              data={data.map(({ key, label }) => ({ value: key, label: localize(label) }))}
              value={open.key}
              onChange={(key) =>
                key && void navigate({ to: '/a/$app/-/insight/$process', params: { app, process: key } })
              }
            />
          </InsightScreen>
        )}
      </div>
    </>
  )
}
