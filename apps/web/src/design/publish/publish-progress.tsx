import type { LocalizedText } from '@mortise/core'
import { Progress, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { revisionTexts } from '../../admin/revisions/revision-texts.ts'
import classes from '../../admin/revisions/revisions.module.css'
import { api } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'

/** What the server tells of a publish that is running. */
interface PublishState {
  step?: number
  steps?: number
  words?: LocalizedText | null
}

/** How far a publish that is running has come; asked for again and again while it is shown. */
export function PublishProgress({ app }: { app: string }) {
  const t = useText(revisionTexts)
  const localize = useLocalize()
  const state = useQuery({
    queryKey: queryKeys.admin('publish-state', app),
    queryFn: ({ signal }) => api.get<PublishState>(`/apps/${app}/publish-state`, { signal }),
    refetchInterval: 700,
    staleTime: 0,
    gcTime: 0,
  }).data
  const { step = 0, steps = 0, words = null } = state ?? {}
  return (
    <div className={classes.progress} role="status">
      <Progress value={steps > 0 ? (step / steps) * 100 : 100} animated={steps === 0} aria-label={t('publishing')} />
      <span className={classes.quiet}>
        {steps > 0 ? t('publishStep', { step, steps }) : t('publishing')}
        {words ? ` · ${localize(words)}` : ''}
      </span>
    </div>
  )
}
