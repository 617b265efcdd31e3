import type { Day } from '@mortise/expressions'
import { useText } from '@mortise/ui'
import { type PointerEvent, useEffect, useRef } from 'react'
import { dayWords } from '../../../view-parts/day-words.ts'
import { packTimes } from '../../../view-parts/pack-bars.ts'
import {
  addMinutes,
  daysBetween,
  daysOf,
  isTimed,
  isWholeDays,
  type Span,
  shiftSpan,
  withEnd,
} from '../../../view-parts/spans.ts'
import { usePointerDrag } from '../../../view-parts/use-pointer-drag.tsx'
import type { DayRange } from '../model/calendar-range.ts'
import { packDays } from '../model/pack-days.ts'
import { AddButton } from './add-button.tsx'
import classes from './calendar.module.css'
import { type CalendarEntry, useCalendar } from './calendar-context.ts'
import { CalendarEntryView } from './calendar-entry.tsx'
import { calendarTexts } from './calendar-texts.ts'
import { cellUnder, dayUnder } from './day-under.ts'

const hourHeight = 44
/** Times are moved by quarters of an hour. */
const grain = 15
const hours = Array.from({ length: 24 }, (_, hour) => hour)

interface Grab {
  entry: CalendarEntry
  day: Day
  part: 'whole' | 'end'
}

/** The days of a week, or one, with their hours; what lasts for days stands above. */
export function TimeGrid({ range }: { range: DayRange }) {
  const { entries, fields, language, preview, commit } = useCalendar()
  const days = daysOf(range.from, range.to)
  const scroller = useRef<HTMLElement>(null)
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 8 * hourHeight - 8
  }, [])
  const timed = isTimed(fields.start)
  const spanAt = ({ entry, day, part }: Grab, { x, y, dy }: { x: number; y: number; dy: number }): Span => {
    const over = dayUnder(x, y) ?? day
    const minutes = isWholeDays(entry.span) ? 0 : Math.round(((dy / hourHeight) * 60) / grain) * grain
    if (part === 'whole') return shiftSpan(entry.span, daysBetween(day, over), minutes)
    if (isWholeDays(entry.span)) return withEnd(entry.span, { ...entry.span.end, day: over })
    const end = withEnd(entry.span, addMinutes(entry.span.end, minutes))
    return end.end.minute === end.start.minute && end.end.day === end.start.day
      ? { ...end, end: addMinutes(end.start, grain) }
      : end
  }
  const grab = usePointerDrag<Grab>({
    onMove: (data, point) => preview(data.entry, spanAt(data, point)),
    onDrop: (data, point) => commit(data.entry, spanAt(data, point)),
    onCancel: () => preview(null, null),
  })
  const onGrab = (part: Grab['part']) => (event: PointerEvent<HTMLElement>, entry: CalendarEntry) => {
    const day = dayUnder(event.clientX, event.clientY)
    if (day) grab(event, { entry, day, part })
  }
  const columns = { gridTemplateColumns: `${timed ? 52 : 12}px repeat(${days.length}, minmax(0, 1fr))` }
  return (
    <div className={classes.times}>
      <AllDay days={days} columns={columns} onGrab={onGrab('whole')} onGrabEnd={onGrab('end')} timed={timed} />
      {timed && (
        <section
          ref={scroller}
          className={classes.hours}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={dayWords(range.from, language, { month: 'long', day: 'numeric' })}
        >
          <div className={classes.hourGrid} style={{ ...columns, height: 24 * hourHeight }}>
            <div className={classes.hourNames} aria-hidden>
              {hours.slice(1).map((hour) => (
                <span key={hour} style={{ top: hour * hourHeight }}>{`${String(hour).padStart(2, '0')}:00`}</span>
              ))}
            </div>
            {days.map((day) => (
              <DayColumn
                key={day}
                day={day}
                beside={days.length === 1 ? 18 : 4}
                entries={entries.filter(({ span }) => !isWholeDays(span) && span.start.day === day)}
                onGrab={onGrab('whole')}
                onGrabEnd={onGrab('end')}
              />
            ))}
          </div>
        </section>
      )}
    </div>
  )
}

interface Grabbing {
  onGrab(event: PointerEvent<HTMLElement>, entry: CalendarEntry): void
  onGrabEnd(event: PointerEvent<HTMLElement>, entry: CalendarEntry): void
}

interface AllDayProps extends Grabbing {
  days: readonly Day[]
  columns: { gridTemplateColumns: string }
  timed: boolean
}

/** The days with what lasts all day or longer. */
function AllDay({ days, columns, timed, onGrab, onGrabEnd }: AllDayProps) {
  const { entries, today, language, workDays } = useCalendar()
  const t = useText(calendarTexts)
  const first = days[0] ?? ''
  const whole = entries.filter(({ span }) => isWholeDays(span))
  const byId = new Map(whole.map((entry) => [entry.record.id, entry]))
  const packed = packDays(whole, first, days.length)
  const lanes = Math.max(1, ...packed.map(({ lane }) => lane + 1))
  return (
    <div className={classes.allDay} data-only={!timed || undefined} style={columns}>
      <span className={classes.allDayName}>{timed && t('allDay')}</span>
      {days.map((day, index) => {
        const special = workDays.get(day)
        const words = dayWords(day, language, { month: 'long', day: 'numeric', weekday: 'long' })
        return (
          <div
            key={day}
            className={classes.allDayCell}
            style={{ gridColumn: index + 2, minHeight: 40 + lanes * 24 }}
            data-day={day}
            data-free={(special ? !special.works : index > 4 && days.length === 7) || undefined}
          >
            <span className={classes.dayHead}>
              <span className={classes.weekday}>{dayWords(day, language, { weekday: 'short' })}</span>
              <span className={classes.number} data-today={day === today || undefined}>
                {Number(day.slice(8))}
              </span>
              {special && !special.works && <span className={classes.special}>{special.name ?? t('holiday')}</span>}
              <AddButton day={day} words={words} />
            </span>
          </div>
        )
      })}
      {packed.map(({ id, from, to, lane, cutStart, cutEnd }) => {
        const entry = byId.get(id)
        return (
          entry && (
            <CalendarEntryView
              key={id}
              entry={entry}
              shape="bar"
              cutStart={cutStart}
              cutEnd={cutEnd}
              style={{ gridColumn: `${from + 2} / ${to + 3}`, marginTop: 34 + lane * 24 }}
              onGrab={onGrab}
              onGrabEnd={cutEnd ? undefined : onGrabEnd}
            />
          )
        )
      })}
    </div>
  )
}

interface DayColumnProps extends Grabbing {
  day: Day
  entries: readonly CalendarEntry[]
  /** As many can be read beside each other; the rest is counted. */
  beside: number
}

function DayColumn({ day, entries, beside, onGrab, onGrabEnd }: DayColumnProps) {
  const { create, today, openDay } = useCalendar()
  const t = useText(calendarTexts)
  const byId = new Map(entries.map((entry) => [entry.record.id, entry]))
  const packed = packTimes(
    entries.map(({ record, span }) => {
      const from = span.start.minute ?? 0
      const to = span.end.day > day ? 1440 : (span.end.minute ?? 0)
      return { id: record.id, from, to: Math.max(to, from + grain) }
    }),
  )
  const hidden = packed.filter(({ column }) => column >= beside).length
  return (
    // A click on a free hour is a shortcut; the button in the head of the day does the same for the keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      className={classes.hourColumn}
      data-day={day}
      data-today={day === today || undefined}
      onClick={(event) => {
        const cell = cellUnder(event.clientX, event.clientY)
        if (!create || event.target !== event.currentTarget || !cell) return
        const minute = ((event.clientY - cell.getBoundingClientRect().top) / hourHeight) * 60
        create({ day, minute: Math.max(0, Math.floor(minute / 30) * 30) })
      }}
    >
      {hidden > 0 && (
        <button type="button" className={classes.crowd} onClick={() => openDay(day)}>
          {t('more', { count: hidden })}
        </button>
      )}
      {packed.map(({ id, from, to, column, columns: all }) => {
        const entry = byId.get(id)
        const columns = Math.min(all, beside)
        return (
          entry &&
          column < beside && (
            <CalendarEntryView
              key={id}
              entry={entry}
              shape="block"
              style={{
                top: (from / 60) * hourHeight,
                height: Math.max(18, ((to - from) / 60) * hourHeight - 2),
                insetInlineStart: `${(column / columns) * 100}%`,
                width: `calc(${100 / columns}% - 4px)`,
              }}
              onGrab={onGrab}
              onGrabEnd={onGrabEnd}
            />
          )
        )
      })}
    </div>
  )
}
