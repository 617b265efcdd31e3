import type { EntityModel } from '@mortise/metadata'
import {
  Button,
  CardSkeletons,
  ErrorState,
  type TimelineSource,
  useLanguage,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import { messageOf, requestIdOf } from '../../../api/api-error.ts'
import { CommentBox } from './comment-box.tsx'
import { dayOf, groupStory, type TimelineDay } from './group-events.ts'
import { RecordEntryView } from './record-entry.tsx'
import { dayInWords } from './relative-time.ts'
import classes from './timeline.module.css'
import { TimelineEntryView } from './timeline-entry.tsx'
import { timelineTexts } from './timeline-texts.ts'
import { useStory } from './use-story.ts'

export interface TimelineProps {
  entity: EntityModel
  recordId: string
  /** Whether changes and comments are a part of it. Default: yes. */
  changes?: boolean
  /** Records of other tables that have their place in it. */
  sources?: readonly TimelineSource[]
}

const noSources: readonly TimelineSource[] = []

/** What happened to a record and what was said about it, newest first, and a box to say more. */
export function TimelineBody({ entity, recordId, changes = true, sources = noSources }: TimelineProps) {
  const t = useText(timelineTexts)
  const story = useStory(entity, recordId, { changes, sources })
  const { items, error } = story
  return (
    <section aria-label={t('title')} className={classes.timeline}>
      {changes ? <CommentBox key={recordId} entity={entity} recordId={recordId} /> : null}
      {error ? (
        <ErrorState
          compact
          title={t('failed')}
          message={messageOf(error)}
          errorId={requestIdOf(error)}
          onRetry={story.retry}
        />
      ) : null}
      {!items && !error ? <CardSkeletons cards={3} height={48} /> : null}
      {items?.length === 0 ? <p className={classes.none}>{t('none')}</p> : null}
      {groupStory(items ?? []).map((day) => (
        <Day key={day.day} day={day} entity={entity} />
      ))}
      {story.hasMore ? (
        <Button variant="subtle" size="xs" loading={story.loadingMore} onClick={story.loadMore}>
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
        {day.entries.map((entry) =>
          'record' in entry ? (
            <RecordEntryView key={entry.id} entry={entry} />
          ) : (
            <TimelineEntryView key={entry.id} entry={entry} entity={entity} />
          ),
        )}
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
