import type { Day } from '@mortise/expressions'
import { type FieldModel, shownField } from '@mortise/metadata'
import { useRuntimeServices, useText } from '@mortise/ui'
import { type PointerEvent, useMemo } from 'react'
import { personOf } from '../../../runtime/person-name.tsx'
import { dayWords } from '../../../view-parts/day-words.ts'
import { ValueCell } from '../../../view-parts/field-value.tsx'
import { daysBetween, daysOf, isWholeDays, shiftSpan } from '../../../view-parts/spans.ts'
import { usePointerDrag } from '../../../view-parts/use-pointer-drag.tsx'
import { viewTexts } from '../../../view-parts/view-texts.tsx'
import type { DayRange } from '../model/calendar-range.ts'
import { packDays } from '../model/pack-days.ts'
import classes from './calendar.module.css'
import { type CalendarEntry, useCalendar } from './calendar-context.ts'
import { CalendarEntryView } from './calendar-entry.tsx'
import { cellUnder } from './day-under.ts'

interface Grab {
  entry: CalendarEntry
  day: Day
}

/** A row for each person (or other value) with what they have on the days of a week. */
export function ResourceGrid({ range, field }: { range: DayRange; field: FieldModel }) {
  const { entries, today, language, workDays, preview, commit } = useCalendar()
  const rows = useRows(entries, field)
  const days = daysOf(range.from, range.to)
  const targetOf = ({ entry, day }: Grab, { x, y }: { x: number; y: number }) => {
    const cell = cellUnder(x, y)
    const over = cell?.dataset.day
    if (!over) return null
    const row = rows.find(({ key }) => key === (cell.dataset.row ?? ''))
    return { span: shiftSpan(entry.span, daysBetween(day, over)), row: row?.value ?? null }
  }
  const grab = usePointerDrag<Grab>({
    onMove(data, point) {
      const target = targetOf(data, point)
      preview(data.entry, target?.span ?? null, target?.row)
    },
    onDrop(data, point) {
      const target = targetOf(data, point)
      if (target) commit(data.entry, target.span, target.row)
      else preview(data.entry, null)
    },
    onCancel: () => preview(null, null),
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className={classes.resources} tabIndex={0} aria-label={shownField(field).label[language] ?? field.key}>
      <div className={classes.resourceHead}>
        <span />
        {days.map((day, index) => {
          const special = workDays.get(day)
          return (
            <span key={day} className={classes.dayHead} data-free={(special ? !special.works : index > 4) || undefined}>
              <span className={classes.weekday}>{dayWords(day, language, { weekday: 'short' })}</span>
              <span className={classes.number} data-today={day === today || undefined}>
                {Number(day.slice(8))}
              </span>
            </span>
          )
        })}
      </div>
      {rows.map((row) => (
        <ResourceRow
          key={row.key}
          row={row}
          field={field}
          days={days}
          onGrab={(event, entry) => {
            const day = cellUnder(event.clientX, event.clientY)?.dataset.day
            if (day) grab(event, { entry, day })
          }}
        />
      ))}
    </section>
  )
}

interface Row {
  key: string
  value: unknown
  entries: CalendarEntry[]
}

function useRows(entries: readonly CalendarEntry[], field: FieldModel): Row[] {
  const services = useRuntimeServices()
  return useMemo(() => {
    const rows = new Map<string, Row>()
    const rowOf = (value: unknown) => {
      const key = value === null || value === undefined ? '' : String(value)
      const row = rows.get(key) ?? { key, value: value ?? null, entries: [] }
      rows.set(key, row)
      return row
    }
    for (const entry of entries) rowOf(entry.record[field.key]).entries.push(entry)
    const options = shownField(field).optionSet?.options
    for (const option of options?.values() ?? []) if (!option.archived) rowOf(option.key)
    const order = [...(options?.keys() ?? [])]
    const rank = ({ key }: Row) =>
      key === ''
        ? '\uffff'
        : options
          ? String(order.indexOf(key)).padStart(5, '0')
          : (personOf(services, key)?.name ?? key)
    return [...rows.values()].sort((a, b) => rank(a).localeCompare(rank(b), 'zh'))
  }, [entries, field, services])
}

interface ResourceRowProps {
  row: Row
  field: FieldModel
  days: readonly Day[]
  onGrab(event: PointerEvent<HTMLElement>, entry: CalendarEntry): void
}

function ResourceRow({ row, field, days, onGrab }: ResourceRowProps) {
  const { create, workDays } = useCalendar()
  const t = useText(viewTexts)
  const first = days[0] ?? ''
  const byId = new Map(row.entries.map((entry) => [entry.record.id, entry]))
  const packed = packDays(row.entries, first, days.length)
  const lanes = Math.max(1, ...packed.map(({ lane }) => lane + 1))
  return (
    <div className={classes.resourceRow}>
      <div className={classes.resourceName}>
        {row.value === null ? t('blank') : <ValueCell field={field} value={row.value} />}
      </div>
      {days.map((day, index) => (
        // A click on a free day is a shortcut; the button of the page makes records by keyboard.
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div
          key={day}
          className={classes.resourceCell}
          style={{ gridColumn: index + 2, minHeight: 12 + lanes * 24 }}
          data-day={day}
          data-row={row.key}
          data-free={(workDays.get(day) ? !workDays.get(day)?.works : index > 4) || undefined}
          onClick={() => create?.({ day, minute: null, row: row.value })}
        />
      ))}
      {packed.map(({ id, from, to, lane, cutStart, cutEnd }) => {
        const entry = byId.get(id)
        return (
          entry && (
            <CalendarEntryView
              key={id}
              entry={entry}
              shape={isWholeDays(entry.span) ? 'bar' : 'line'}
              cutStart={cutStart}
              cutEnd={cutEnd}
              style={{ gridColumn: `${from + 2} / ${to + 3}`, marginTop: 6 + lane * 24 }}
              onGrab={onGrab}
            />
          )
        )
      })}
    </div>
  )
}
