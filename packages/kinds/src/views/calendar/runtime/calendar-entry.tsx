import { useText } from '@mortise/ui'
import type { CSSProperties, PointerEvent } from 'react'
import { clock } from '../../../view-parts/day-words.ts'
import classes from './calendar.module.css'
import { type CalendarEntry, useCalendar } from './calendar-context.ts'
import { calendarTexts } from './calendar-texts.ts'
import { useEntryKeys } from './use-entry-keys.ts'

interface EntryProps {
  entry: CalendarEntry
  /** A bar over days, a line with its time in a day, or a block of hours. */
  shape: 'bar' | 'line' | 'block'
  cutStart?: boolean
  cutEnd?: boolean
  style?: CSSProperties
  onGrab?(event: PointerEvent<HTMLElement>, entry: CalendarEntry): void
  /** Absent where the end is not here. */
  onGrabEnd?: ((event: PointerEvent<HTMLElement>, entry: CalendarEntry) => void) | undefined
}

/** One record on the calendar: opened by a click, moved by dragging it (a finger rests on it first) or by Alt and the arrow keys. */
export function CalendarEntryView({ entry, shape, cutStart, cutEnd, style, onGrab, onGrabEnd }: EntryProps) {
  const { open, openId, ...calendar } = useCalendar()
  const t = useText(calendarTexts)
  const { record, span, title, hue, rule, moving, fixed } = entry
  const movable = calendar.movable && !fixed
  const why = calendar.movable ? fixed : null
  const when = [entry.when, rule, why].filter(Boolean).join(', ')
  const onKeyDown = useEntryKeys(entry)
  const colours = {
    '--entry-bg': `var(--ui-hue-${hue}-bg)`,
    '--entry-fg': `var(--ui-hue-${hue}-fg)`,
    '--entry-dot': `var(--ui-hue-${hue}-dot)`,
  }
  return (
    <div
      className={classes.entry}
      data-shape={shape}
      data-moving={moving || undefined}
      data-movable={movable || undefined}
      data-open={openId === record.id || undefined}
      data-cut-start={cutStart || undefined}
      data-cut-end={cutEnd || undefined}
      data-entry={record.id}
      style={{ ...colours, ...style } as CSSProperties}
    >
      <button
        type="button"
        className={classes.entryButton}
        aria-label={t('entry', { title, when })}
        aria-describedby={movable ? 'calendar-instructions' : undefined}
        title={`${title}\n${when}`}
        onClick={() => open(record.id)}
        onKeyDown={onKeyDown}
        onPointerDown={movable && onGrab ? (event) => onGrab(event, entry) : undefined}
      >
        {shape !== 'bar' && span.start.minute !== null && <span className={classes.time}>{clock(span.start)}</span>}
        <span className={classes.entryTitle}>{title}</span>
      </button>
      {calendar.resizable && !fixed && onGrabEnd && (
        <span className={classes.handle} aria-hidden onPointerDown={(event) => onGrabEnd(event, entry)} />
      )}
    </div>
  )
}
