import type { Day } from '@mortise/expressions'
import { type EntityModel, type FieldModel, resolvePath } from '@mortise/metadata'
import {
  ActionIcon,
  Button,
  defineViewRuntime,
  RowSkeletons,
  SegmentedControl,
  useLanguage,
  usePhone,
  useRuntimeServices,
  useText,
  useViewServices,
  type ViewProps,
} from '@mortise/ui'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { dayInZone } from '../../values/day-in-zone.ts'
import { CappedNote } from '../../view-parts/capped-note.tsx'
import { isWritten } from '../../view-parts/field-value.tsx'
import { addMinutes, isTimed, type SpanFields, writeMoment } from '../../view-parts/spans.ts'
import { useWorkDays } from '../../view-parts/use-work-days.tsx'
import { ViewFailed } from '../../view-parts/view-failed.tsx'
import { viewTexts } from '../../view-parts/view-texts.tsx'
import calendar, { type CalendarOptions } from './calendar.ts'
import { type CalendarMode, type DayRange, rangeOf, stepBy, titleOf } from './model/calendar-range.ts'
import { Agenda } from './runtime/agenda.tsx'
import classes from './runtime/calendar.module.css'
import { CalendarContext, type CalendarParts } from './runtime/calendar-context.ts'
import { calendarTexts } from './runtime/calendar-texts.ts'
import { MonthGrid } from './runtime/month-grid.tsx'
import { ResourceGrid } from './runtime/resource-grid.tsx'
import { TimeGrid } from './runtime/time-grid.tsx'
import { entryLimit, useCalendarEntries } from './runtime/use-calendar-entries.ts'

/** Records on the days that they are for. */
function CalendarView({ entity, options }: ViewProps<CalendarOptions>) {
  const { app } = useRuntimeServices()
  const start = resolvePath(app, entity, options.start)?.field
  const end = (options.end && resolvePath(app, entity, options.end)?.field) || null
  return start ? <KnownCalendar entity={entity} options={options} start={start} end={end} /> : null
}

type KnownProps = ViewProps<CalendarOptions> & { start: FieldModel; end: FieldModel | null }

function KnownCalendar({ entity, options, start, end }: KnownProps) {
  const view = useViewServices()
  const { timeZone } = useRuntimeServices()
  const language = useLanguage()
  const t = useText(calendarTexts)
  const words = useText(viewTexts)
  const phone = usePhone()
  const [today] = useState(() => dayInZone(new Date(), timeZone))
  const [day, setDay] = useState<Day>(today)
  const mode: CalendarMode = phone
    ? 'month'
    : options.mode === 'rows' && !options.rows
      ? 'month'
      : (options.mode ?? 'month')
  const range = useMemo(() => rangeOf(mode, day), [mode, day])
  const fields = useMemo<SpanFields>(() => ({ start, end }), [start, end])
  const { loaded, entries, rows, preview, commit } = useCalendarEntries(entity, options, fields, range)
  const workDays = useWorkDays(range.from, range.to)
  const { setOptions, setOrder } = view
  useEffect(() => setOrder(entries.map(({ record }) => record.id)), [entries, setOrder])
  const parts: CalendarParts = {
    ...{ entity, fields, today, language, entries, workDays, rows, preview, commit },
    movable: isWritten(start) && view.mayWrite(start.key),
    resizable: end !== null && isWritten(end) && view.mayWrite(end.key),
    openId: view.openId,
    open: view.open,
    openDay(at) {
      setDay(at)
      setOptions({ mode: 'day' })
    },
    create: useCreateAt(entity, fields, rows, loaded.refresh),
  }
  if (loaded.state === 'failed' && loaded.records.length === 0)
    return <ViewFailed title={t('failed')} error={loaded.error} onRetry={loaded.refresh} />
  return (
    <CalendarContext value={parts}>
      <div className={classes.bar}>
        <Button size="xs" variant="default" onClick={() => setDay(today)}>
          {words('today')}
        </Button>
        <ActionIcon aria-label={t('previous')} onClick={() => setDay(stepBy(mode, day, -1))}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('next')} onClick={() => setDay(stepBy(mode, day, 1))}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
        <h2 className={classes.title} aria-live="polite">
          {titleOf(mode, day, language)}
        </h2>
        {!phone && (
          <SegmentedControl
            size="xs"
            className={classes.modes}
            aria-label={t('mode')}
            value={mode}
            onChange={(value) => setOptions({ mode: value })}
            data={(['month', 'week', 'day', ...(rows ? ['rows'] : [])] as CalendarMode[]).map((value) => ({
              value,
              label: t(value),
            }))}
          />
        )}
      </div>
      {loaded.more && <CappedNote limit={entryLimit} />}
      {loaded.state === 'loading' && loaded.records.length === 0 ? (
        <RowSkeletons rows={10} />
      ) : phone ? (
        <Agenda range={range} day={day} onDay={setDay} />
      ) : (
        <Page mode={mode} range={range} day={day} rows={rows} />
      )}
      <p id="calendar-instructions" className="ui-visually-hidden">
        {t('instructions')}
      </p>
      <div className="ui-visually-hidden" role="status" data-calendar-status="" />
    </CalendarContext>
  )
}

function Page({ mode, range, day, rows }: { mode: CalendarMode; range: DayRange; day: Day; rows: FieldModel | null }) {
  if (mode === 'month') return <MonthGrid range={range} month={day} />
  if (mode === 'rows' && rows) return <ResourceGrid range={range} field={rows} />
  return <TimeGrid key={range.from} range={range} />
}

/** Makes a record on a day, at the hour that was clicked or at nine. */
function useCreateAt(
  entity: EntityModel,
  { start, end }: SpanFields,
  rows: FieldModel | null,
  refresh: () => void,
): CalendarParts['create'] {
  const { create, open } = useViewServices()
  const { timeZone } = useRuntimeServices()
  if (!create || !entity) return undefined
  return ({ day, minute, row }) => {
    const from = { day, minute: isTimed(start) ? (minute ?? 9 * 60) : null }
    const initial: { [field: string]: unknown } = { [start.key]: writeMoment(from, start, timeZone) }
    if (end) initial[end.key] = writeMoment(addMinutes(from, 60), end, timeZone)
    if (rows && row !== undefined && row !== null) initial[rows.key] = row
    void create(initial).then((record) => {
      if (!record) return
      refresh()
      open(record.id)
    })
  }
}

export default defineViewRuntime<CalendarOptions>(calendar, { View: CalendarView })
