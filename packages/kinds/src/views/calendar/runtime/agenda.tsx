import type { Day } from '@mortise/expressions'
import { useText } from '@mortise/ui'
import { clock, dayWords } from '../../../view-parts/day-words.ts'
import { addDays, daysOf, isWholeDays, lastDayOf } from '../../../view-parts/spans.ts'
import type { DayRange } from '../model/calendar-range.ts'
import classes from './calendar.module.css'
import { useCalendar } from './calendar-context.ts'
import { calendarTexts } from './calendar-texts.ts'

interface AgendaProps {
  range: DayRange
  day: Day
  onDay(day: Day): void
}

/** The calendar on a phone: the month as a strip of days with dots, and below it what the chosen day holds. */
export function Agenda({ range, day, onDay }: AgendaProps) {
  const { entries, today, language, open } = useCalendar()
  const t = useText(calendarTexts)
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
          {here.map(({ record, title, span, hue }) => (
            <li key={record.id}>
              <button type="button" className={classes.agendaEntry} onClick={() => open(record.id)}>
                <i style={{ background: `var(--ui-hue-${hue}-dot)` }} />
                <span className={classes.agendaTitle}>{title}</span>
                <span className={classes.agendaTime}>
                  {isWholeDays(span) ? t('allDay') : `${clock(span.start)}–${clock(span.end)}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
