import { Tooltip, useLanguage, useRuntimeServices, useText } from '@mortise/ui'
import { exactTime, relativeTime, timeOfDay } from './relative-time.ts'
import classes from './timeline.module.css'
import { timelineTexts } from './timeline-texts.ts'

/** When something was: lately how long ago, else the time of its day. */
export function When({ at }: { at: string }) {
  const t = useText(timelineTexts)
  const language = useLanguage()
  const { timeZone } = useRuntimeServices()
  const now = new Date()
  const passed = now.getTime() - Date.parse(at)
  const recent = passed >= 0 && passed < 86_400_000
  return (
    <Tooltip label={exactTime(at, timeZone, language)}>
      <time dateTime={at} className={classes.time}>
        {recent ? (relativeTime(at, now, language) ?? t('justNow')) : timeOfDay(at, timeZone, language)}
      </time>
    </Tooltip>
  )
}
