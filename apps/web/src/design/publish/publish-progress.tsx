import type { PublishProgress as ProgressState } from '@mortise/api'
import { Progress, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { revisionTexts } from '../../admin/revisions/revision-texts.ts'
import classes from '../../admin/revisions/revisions.module.css'
import { api } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'

/** How far a publish that is running has come; asked for again and again while it is shown. */
export function PublishProgress({ app, since }: { app: string; since: number }) {
  const t = useText(revisionTexts)
  const localize = useLocalize()
  const state = useQuery({
    queryKey: queryKeys.admin('publish-state', app),
    queryFn: ({ signal }) => api.get<ProgressState | null>(`/apps/${app}/publish-state`, { signal }),
    refetchInterval: 700,
    staleTime: 0,
    gcTime: 0,
  }).data
  // Until this one has begun the server tells of the one before.
  const own = state && Date.parse(state.startedAt) >= since - 2000 ? state : null
  const known = own !== null && own.steps > 0
  return (
    <div className={classes.progress} role="status">
      <Progress value={known ? (own.done / own.steps) * 100 : 100} animated={!known} aria-label={t('publishing')} />
      <span className={classes.quiet}>
        {known ? t('publishStep', { step: own.done, steps: own.steps }) : t('publishing')}
        {own?.current ? ` · ${localize(own.current.text)}` : ''}
        {own?.problem?.message ? ` · ${own.problem.message}` : ''}
      </span>
    </div>
  )
}
