import type { AwayPeriod } from '@mortise/api'
import {
  Button,
  confirm,
  EmptyState,
  ErrorState,
  PersonAvatar,
  RowSkeletons,
  Stack,
  StatusChip,
  toast,
  toastError,
  useLanguage,
  useText,
} from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api } from '../api/api-client.ts'
import { messageOf, requestIdOf } from '../api/api-error.ts'
import { useDirectory } from '../api/directory.ts'
import { queryClient } from '../api/query-client.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useSession } from '../api/session.ts'
import classes from './account-route.module.css'
import { AccountSection } from './account-section.tsx'
import { AwayDialog } from './away-dialog.tsx'
import { awayTexts } from './away-texts.ts'

const awayQuery = {
  queryKey: queryKeys.away,
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await api.get<{ periods: AwayPeriod[] }>('/away', { signal })).periods,
}

/** Who decides in one's place while one is away, and for whom one does. */
export function AwaySection() {
  const t = useText(awayTexts)
  const [editing, setEditing] = useState<AwayPeriod | 'new' | null>(null)
  const { data, error, refetch } = useQuery(awayQuery)
  const anchor = useHashScroll()
  return (
    <div id="away" ref={anchor}>
      <AccountSection title={t('title')} text={t('text')}>
        <Stack gap="lg" align="flex-start">
          <div style={{ width: '100%' }}>
            {error ? (
              <ErrorState
                compact
                message={messageOf(error)}
                errorId={requestIdOf(error)}
                onRetry={() => void refetch()}
              />
            ) : null}
            {!data && !error ? <RowSkeletons rows={1} height={52} /> : null}
            {data?.length === 0 ? <EmptyState compact icon="calendar-event" title={t('none')} /> : null}
            {data?.length ? (
              <ul className={classes.tokens}>
                {data.map((period) => (
                  <Period key={period.id} period={period} onEdit={() => setEditing(period)} />
                ))}
              </ul>
            ) : null}
          </div>
          <Button variant="default" onClick={() => setEditing('new')}>
            {t('add')}
          </Button>
        </Stack>
        {editing ? <AwayDialog period={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
      </AccountSection>
    </div>
  )
}

/** The link from the task centre leads here: down a page that is drawn after the address was followed. */
function useHashScroll() {
  const anchor = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (location.hash === '#away') anchor.current?.scrollIntoView({ block: 'start' })
  }, [])
  return anchor
}

function Period({ period, onEdit }: { period: AwayPeriod; onEdit(): void }) {
  const t = useText(awayTexts)
  const language = useLanguage()
  const { user, workspace } = useSession()
  const { people } = useDirectory()
  const own = period.personId === user.id
  const other = own ? period.agentId : period.personId
  const name = people.find(({ id }) => id === other)?.name ?? ''
  const { timeZone } = workspace
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...{ dateStyle: 'medium', timeStyle: 'short', timeZone },
  })
  const began = Date.parse(period.startsAt) <= Date.now()
  const times = { from: format.format(new Date(period.startsAt)), to: format.format(new Date(period.endsAt)) }
  return (
    <li>
      <PersonAvatar name={name} seed={other} size={24} />
      <div className={classes.grow}>
        <div className={classes.name}>{t(own ? 'actsForYou' : 'youActFor', { name })}</div>
        <div className={classes.meta}>
          {[t('range', times), period.processes.length === 0 ? t('processesAll') : period.processes.join(', ')].join(
            ' · ',
          )}
        </div>
      </div>
      <StatusChip size="sm" colour={began ? 'green' : 'grey'}>
        {t(began ? 'now' : 'later')}
      </StatusChip>
      {own ? (
        <>
          <Button variant="subtle" color="gray" size="xs" onClick={onEdit}>
            {t('edit')}
          </Button>
          <Button variant="subtle" color="red" size="xs" onClick={() => void end(period, name)}>
            {t('end')}
          </Button>
        </>
      ) : null}
    </li>
  )
}

async function end({ id }: AwayPeriod, name: string): Promise<void> {
  const { t } = awayTexts
  if (!(await confirm({ title: t('endTitle', { name }), text: t('endText'), confirmLabel: t('end'), danger: true })))
    return
  try {
    await api.delete(`/away/${id}`)
    toast(t('ended'))
    await queryClient.invalidateQueries({ queryKey: queryKeys.away })
  } catch (error) {
    toastError(messageOf(error), requestIdOf(error))
  }
}
