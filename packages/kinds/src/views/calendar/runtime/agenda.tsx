import type { Day } from '@mortise/expressions'
import { useText } from '@mortise/ui'
import { type PointerEvent, useState } from 'react'
import { clock, dayWords } from '../../../view-parts/day-words.ts'
import { DragGhost } from '../../../view-parts/drag-ghost.tsx'
import { addDays, daysBetween, daysOf, isWholeDays, lastDayOf, shiftSpan } from '../../../view-parts/spans.ts'
import { usePointerDrag } from '../../../view-parts/use-pointer-drag.tsx'
import type { DayRange } from '../model/calendar-range.ts'
import classes from './calendar.module.css'
import { type CalendarEntry, useCalendar } from './calendar-context.ts'
import { calendarTexts } from './calendar-texts.ts'
import { dayUnder } from './day-under.ts'
import { useEntryKeys } from './use-entry-keys.ts'

interface AgendaProps {
  range: DayRange
  day: Day
  onDay(day: Day): void
}

/** The calendar on a phone: the month as a strip of days with dots, and below it what the chosen day holds. */
export function Agenda({ range, day, onDay }: AgendaProps) {
  const { entries, today, language, movable } = useCalendar()
  const t = useText(calendarTexts)
  const { held, grab } = useMoveToDay(day)
  const on = (at: Day) => entries.filter(({ span }) => span.start.day <= at && lastDayOf(span) >= at)
  const here = on(day).sort((a, b) => (a.span.start.minute ?? -1) - (b.span.start.minute ?? -1))
  return (
    <div className={classes.agenda}>
      <div className={classes.strip}>
        {daysOf(range.from, addDays(range.from, 6)).map((at) => (
          <span key={at} className={classes.stripName} aria-hidden>
            {dayWords(at, language, { weekday: 'narrow' })}
          </span>
        ))}
        {daysOf(range.from, range.to).map((at) => {
          const found = on(at)
          return (
            <button
              key={at}
              type="button"
              className={classes.stripDay}
              aria-pressed={at === day}
              aria-label={`${dayWords(at, language, { month: 'long', day: 'numeric', weekday: 'long' })}, ${found.length}`}
              data-day={at}
              data-aimed={held?.over === at || undefined}
              data-today={at === today || undefined}
              data-out={!at.startsWith(day.slice(0, 7)) || undefined}
              onClick={() => onDay(at)}
            >
              {Number(at.slice(8))}
              <span className={classes.dots}>
                {found.slice(0, 3).map(({ record, hue }) => (
                  <i key={record.id} style={{ background: `var(--ui-hue-${hue}-dot)` }} />
                ))}
              </span>
            </button>
          )
        })}
      </div>
      <section className={classes.agendaList} aria-label={dayWords(day, language, { month: 'long', day: 'numeric' })}>
        <h2 className={classes.agendaDay}>
          {dayWords(day, language, { month: 'long', day: 'numeric', weekday: 'long' })}
        </h2>
        {here.length === 0 && <p className={classes.agendaNone}>{t('none')}</p>}
        <ul>
          {here.map((entry) => (
            <li key={entry.record.id}>
              <AgendaEntry
                entry={entry}
                held={held?.entry.record.id === entry.record.id}
                onGrab={movable ? grab : undefined}
              />
            </li>
          ))}
        </ul>
        {movable && here.length > 0 && <p className={classes.agendaHint}>{t('drag')}</p>}
      </section>
      {held && <DragGhost x={held.x} y={held.y} text={held.entry.title} />}
    </div>
  )
}

interface AgendaEntryProps {
  entry: CalendarEntry
  held: boolean
  onGrab: ((event: PointerEvent<HTMLElement>, entry: CalendarEntry) => void) | undefined
}

function AgendaEntry({ entry, held, onGrab }: AgendaEntryProps) {
  const { open } = useCalendar()
  const t = useText(calendarTexts)
  const { record, title, span, hue } = entry
  const onKeyDown = useEntryKeys(entry)
  return (
    <button
      type="button"
      className={classes.agendaEntry}
      data-entry={record.id}
      data-moving={held || undefined}
      aria-describedby={onGrab ? 'calendar-instructions' : undefined}
      onClick={() => open(record.id)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => onGrab?.(event, entry)}
    >
      <i style={{ background: `var(--ui-hue-${hue}-dot)` }} />
      <span className={classes.agendaTitle}>{title}</span>
      <span className={classes.agendaTime}>
        {isWholeDays(span) ? t('allDay') : `${clock(span.start)}–${clock(span.end)}`}
      </span>
    </button>
  )
}

interface Held {
  entry: CalendarEntry
  over: Day | null
  x: number
  y: number
}

/** Dragging an entry of the list onto a day of the strip; it stays in the list until it is let go. */
function useMoveToDay(day: Day) {
  const { commit } = useCalendar()
  const [held, setHeld] = useState<Held | null>(null)
  const grab = usePointerDrag<CalendarEntry>({
    onMove: (entry, { x, y }) => setHeld({ entry, over: dayUnder(x, y), x, y }),
    onDrop(entry, { x, y }) {
      setHeld(null)
      const over = dayUnder(x, y)
      if (over) commit(entry, shiftSpan(entry.span, daysBetween(day, over)))
    },
    onCancel: () => setHeld(null),
  })
  return { held, grab }
}
