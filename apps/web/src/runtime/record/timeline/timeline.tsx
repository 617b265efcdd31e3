import type { EntityModel } from '@mortise/metadata'
import { Button, CardSkeletons, ErrorState, useLanguage, useRuntimeServices, useText } from '@mortise/ui'
import { messageOf, requestIdOf } from '../../../api/api-error.ts'
import { CommentBox } from './comment-box.tsx'
import { dayOf, groupEvents, type TimelineDay } from './group-events.ts'
import { dayInWords } from './relative-time.ts'
import classes from './timeline.module.css'
import { TimelineEntryView } from './timeline-entry.tsx'
import { timelineTexts } from './timeline-texts.ts'
import { useHistory } from './use-history.ts'

/** What happened to a record and what was said about it, newest first, and a box to say more. */
export function Timeline({ entity, recordId }: { entity: EntityModel; recordId: string }) {
  const t = useText(timelineTexts)
  const { timeZone } = useRuntimeServices()
  const history = useHistory(entity, recordId)
  const { events, error } = history
  return (
    <section aria-label={t('title')} className={classes.timeline}>
      <CommentBox key={recordId} entity={entity} recordId={recordId} />
      {error ? (
        <ErrorState
          compact
          title={t('failed')}
          message={messageOf(error)}
          errorId={requestIdOf(error)}
          onRetry={history.retry}
        />
      ) : null}
      {!events && !error ? <CardSkeletons cards={3} height={48} /> : null}
      {events?.length === 0 ? <p className={classes.none}>{t('none')}</p> : null}
      {groupEvents(events ?? [], timeZone).map((day) => (
        <Day key={day.day} day={day} entity={entity} />
      ))}
      {history.hasMore ? (
        <Button variant="subtle" size="xs" loading={history.loadingMore} onClick={history.loadMore}>
          {t('earlier')}
        </Button>
      ) : null}
    </section>
  )
}

function Day({ day, entity }: { day: TimelineDay; entity: EntityModel }) {
  const name = useDayName(day.day)
  return (
    <>
      <h3 className={classes.day}>{name}</h3>
      <ol className={classes.entries}>
        {day.entries.map((entry) => (
          <TimelineEntryView key={entry.id} entry={entry} entity={entity} />
        ))}
      </ol>
    </>
  )
}

function useDayName(day: string): string {
  const t = useText(timelineTexts)
  const language = useLanguage()
  const { timeZone } = useRuntimeServices()
  const now = new Date()
  if (day === dayOf(now, timeZone)) return t('today')
  if (day === dayOf(new Date(now.getTime() - 86_400_000), timeZone)) return t('yesterday')
  return dayInWords(day, now, language)
}
