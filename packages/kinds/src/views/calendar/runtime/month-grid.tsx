import type { Day } from '@mortise/expressions'
import { useElementSize, useText } from '@mortise/ui'
import { dayWords } from '../../../view-parts/day-words.ts'
import { addDays, daysBetween, daysOf, isWholeDays, shiftSpan, withEnd } from '../../../view-parts/spans.ts'
import { usePointerDrag } from '../../../view-parts/use-pointer-drag.tsx'
import { type DayRange, weeksOf } from '../model/calendar-range.ts'
import { packDays } from '../model/pack-days.ts'
import { AddButton } from './add-button.tsx'
import classes from './calendar.module.css'
import { type CalendarEntry, useCalendar } from './calendar-context.ts'
import { CalendarEntryView } from './calendar-entry.tsx'
import { calendarTexts } from './calendar-texts.ts'
import { dayUnder } from './day-under.ts'

interface MonthGridProps {
  range: DayRange
  /** A day of the month that is meant; the others are pale. */
  month: Day
}

const laneHeight = 24
const headHeight = 30

interface Grab {
  entry: CalendarEntry
  /** The day that was taken hold of; null while the end is. */
  day: Day | null
}

/** The weeks of a month with bars over their days. */
export function MonthGrid({ range, month }: MonthGridProps) {
  const { preview, commit, language } = useCalendar()
  const weeks = weeksOf(range)
  const { ref, height } = useElementSize()
  // Two rows of entries at least; the page scrolls where a window is too low for them.
  const lanes = Math.max(2, Math.floor((height / weeks.length - headHeight) / laneHeight))
  const spanAt = ({ entry, day }: Grab, { x, y }: { x: number; y: number }) => {
    const over = dayUnder(x, y)
    if (!over) return null
    return day === null
      ? withEnd(entry.span, { ...entry.span.end, day: over })
      : shiftSpan(entry.span, daysBetween(day, over))
  }
  const grab = usePointerDrag<Grab>({
    onMove: (data, point) => preview(data.entry, spanAt(data, point)),
    onDrop(data, point) {
      const span = spanAt(data, point)
      if (span) commit(data.entry, span)
      else preview(data.entry, null)
    },
    onCancel: () => preview(null, null),
  })
  return (
    <div className={classes.month}>
      <div className={classes.weekdays} aria-hidden>
        {daysOf(range.from, addDays(range.from, 6)).map((day) => (
          <span key={day}>{dayWords(day, language, { weekday: 'short' })}</span>
        ))}
      </div>
      <div
        ref={ref}
        className={classes.weeks}
        style={{ gridTemplateRows: `repeat(${weeks.length}, minmax(${headHeight + laneHeight * 3}px, 1fr))` }}
      >
        {weeks.map((week) => (
          <WeekRow
            key={week}
            week={week}
            month={month.slice(0, 7)}
            lanes={lanes}
            onGrab={(event, entry) => {
              const day = dayUnder(event.clientX, event.clientY)
              if (day) grab(event, { entry, day })
            }}
            onGrabEnd={(event, entry) => grab(event, { entry, day: null })}
          />
        ))}
      </div>
    </div>
  )
}

interface WeekRowProps {
  week: Day
  month: string
  lanes: number
  onGrab(event: React.PointerEvent<HTMLElement>, entry: CalendarEntry): void
  onGrabEnd(event: React.PointerEvent<HTMLElement>, entry: CalendarEntry): void
}

function WeekRow({ week, month, lanes, onGrab, onGrabEnd }: WeekRowProps) {
  const { entries } = useCalendar()
  const byId = new Map(entries.map((entry) => [entry.record.id, entry]))
  const packed = packDays(entries, week, 7)
  const days = daysOf(week, addDays(week, 6))
  const hidden = days.map(
    (_, index) => packed.filter(({ lane, from, to }) => from <= index && to >= index && lane >= lanes).length,
  )
  // Where something is hidden, the last row says how much.
  const shows = ({ lane, from, to }: { lane: number; from: number; to: number }) =>
    lane < lanes - 1 || (lane === lanes - 1 && hidden.slice(from, to + 1).every((count) => count === 0))
  const left = days.map(
    (_, index) => packed.filter((bar) => bar.from <= index && bar.to >= index && !shows(bar)).length,
  )
  return (
    <div className={classes.weekRow}>
      {days.map((day, index) => (
        <DayCell key={day} day={day} column={index + 1} inMonth={day.startsWith(month)} more={left[index] ?? 0} />
      ))}
      {packed.filter(shows).map(({ id, from, to, lane, cutStart, cutEnd }) => {
        const entry = byId.get(id)
        if (!entry) return null
        const whole = isWholeDays(entry.span)
        return (
          <CalendarEntryView
            key={id}
            entry={entry}
            shape={whole ? 'bar' : 'line'}
            cutStart={cutStart}
            cutEnd={cutEnd}
            style={{ gridColumn: `${from + 1} / ${to + 2}`, marginTop: headHeight + lane * laneHeight }}
            onGrab={onGrab}
            onGrabEnd={whole && !cutEnd ? onGrabEnd : undefined}
          />
        )
      })}
    </div>
  )
}

function DayCell({ day, column, inMonth, more }: { day: Day; column: number; inMonth: boolean; more: number }) {
  const { today, language, create, workDays, openDay } = useCalendar()
  const t = useText(calendarTexts)
  const special = workDays.get(day)
  const words = dayWords(day, language, { month: 'long', day: 'numeric', weekday: 'long' })
  const free = special ? !special.works : column > 5
  return (
    <div
      className={classes.day}
      style={{ gridColumn: column }}
      data-day={day}
      data-free={free || undefined}
      data-out={!inMonth || undefined}
    >
      <span className={classes.dayHead}>
        <button
          type="button"
          className={classes.number}
          data-today={day === today || undefined}
          aria-current={day === today ? 'date' : undefined}
          aria-label={words}
          onClick={() => openDay(day)}
        >
          {Number(day.slice(8))}
        </button>
        {special && (
          <span className={classes.special} data-works={special.works || undefined} title={special.name ?? undefined}>
            {special.works ? t('works') : (special.name ?? t('holiday'))}
          </span>
        )}
        <AddButton day={day} words={words} />
      </span>
      {create && (
        // The whole of the day takes a click; the button above does the same for the keyboard.
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div className={classes.space} onClick={() => create({ day, minute: null })} />
      )}
      {more > 0 && (
        <button
          type="button"
          className={classes.more}
          aria-label={t('moreOn', { day: words, count: more })}
          onClick={() => openDay(day)}
        >
          {t('more', { count: more })}
        </button>
      )}
    </div>
  )
}
