import { type EntityModel, type Filter, resolvePath } from '@mortise/metadata'
import { useRuntimeServices, useText, useViewServices } from '@mortise/ui'
import { useMemo, useState } from 'react'
import { announce } from '../../../view-parts/announce.tsx'
import { whenText } from '../../../view-parts/day-words.ts'
import { type Span, type SpanFields, spanFilter, spanOf, spanValues } from '../../../view-parts/spans.ts'
import { useRecordColour } from '../../../view-parts/use-record-colour.tsx'
import { useTitleOf } from '../../../view-parts/use-title-of.tsx'
import { useViewRecords } from '../../../view-parts/use-view-records.tsx'
import { viewTexts } from '../../../view-parts/view-texts.tsx'
import type { CalendarOptions } from '../calendar.ts'
import type { DayRange } from '../model/calendar-range.ts'
import type { CalendarEntry } from './calendar-context.ts'

/** More than a calendar can show of a month without being unreadable. */
export const entryLimit = 1000

interface Moved {
  id: string
  span: Span
  row: unknown
}

/** The records of the days that are shown, as they stand and as they are being dragged. */
export function useCalendarEntries(entity: EntityModel, options: CalendarOptions, fields: SpanFields, range: DayRange) {
  const view = useViewServices()
  const services = useRuntimeServices()
  const t = useText(viewTexts)
  const titleOf = useTitleOf(entity)
  const [moved, setMoved] = useState<Moved | null>(null)
  const { timeZone, language, app } = services
  const { whyNot } = view
  const rows = options.rows ? (resolvePath(app, entity, options.rows)?.field ?? null) : null
  const select = ['id', 'version', entity.title.key, fields.start.key]
  for (const path of [fields.end?.key, options.colour, rows?.key]) if (path) select.push(path)
  const inRange = spanFilter(fields, range.from, range.to, timeZone)
  const filter: Filter = view.what.filter ? { and: [view.what.filter, inRange] } : inRange
  const loaded = useViewRecords({
    filter,
    ...(view.what.search && { search: view.what.search }),
    select: [...new Set(select)],
    sort: [{ field: fields.start.key, direction: 'asc' }],
    page: { size: entryLimit },
  })
  const colourOf = useRecordColour(entity, options.colour)
  const entries = useMemo(
    () =>
      loaded.records.flatMap((record): CalendarEntry[] => {
        const own = spanOf(record, fields, timeZone)
        if (!own) return []
        const moving = moved?.id === record.id
        const span = moving ? moved.span : own
        const shown = moving && rows && moved.row !== undefined ? { ...record, [rows.key]: moved.row } : record
        return [
          {
            ...{ record: shown, span, moving },
            title: titleOf(record),
            when: whenText(span, language),
            hue: colourOf(record)?.hue ?? 'indigo',
            rule: colourOf(record)?.rule ?? null,
            fixed: whyNot(record, fields.start.key) ?? (fields.end && whyNot(record, fields.end.key)),
            hadEnd: fields.end !== null && record[fields.end.key] !== null && record[fields.end.key] !== undefined,
          },
        ]
      }),
    [loaded.records, moved, fields, timeZone, colourOf, rows, language, titleOf, whyNot],
  )
  function commit(entry: CalendarEntry, span: Span, row?: unknown) {
    const record = loaded.records.find(({ id }) => id === entry.record.id)
    const before = record && spanOf(record, fields, timeZone)
    setMoved(null)
    if (!record || !before) return
    const values: { [field: string]: unknown } = spanValues(before, span, fields, timeZone, entry.hadEnd)
    if (rows && row !== undefined && (record[rows.key] ?? null) !== row && view.mayWrite(rows.key, record))
      values[rows.key] = row
    if (Object.keys(values).length === 0) return
    const title = entry.title
    void loaded.change(record, values).then((done) => {
      announce('calendar', t(done ? 'moved' : 'stays', { title, when: whenText(done ? span : before, language) }))
    })
  }
  return {
    ...{ loaded, entries, rows, commit },
    preview: (entry: CalendarEntry | null, span: Span | null, row?: unknown) =>
      setMoved(entry && span && { id: entry.record.id, span, row }),
  }
}
