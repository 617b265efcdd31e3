import type { Day } from '@mortise/expressions'
import type { FieldModel } from '@mortise/metadata'
import {
  Button,
  defineViewRuntime,
  EmptyState,
  RowSkeletons,
  SegmentedControl,
  useLocalize,
  useRuntimeServices,
  useText,
  useViewServices,
  type ViewProps,
} from '@mortise/ui'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { dayInZone } from '../../values/day-in-zone.ts'
import { CappedNote } from '../../view-parts/capped-note.tsx'
import { isWritten } from '../../view-parts/field-value.tsx'
import { addDays, daysBetween, lastDayOf } from '../../view-parts/spans.ts'
import { useWorkDays } from '../../view-parts/use-work-days.tsx'
import { ViewFailed } from '../../view-parts/view-failed.tsx'
import { viewTexts } from '../../view-parts/view-texts.tsx'
import gantt, { type GanttOptions } from './gantt.ts'
import { timelineOf, xOf, type Zoom } from './model/timeline.ts'
import classes from './runtime/gantt.module.css'
import { GanttChart } from './runtime/gantt-chart.tsx'
import { ganttTexts } from './runtime/gantt-texts.ts'
import { type GanttFields, rowLimit, useGantt } from './runtime/use-gantt.ts'

/** Records as bars from when they begin to when they end. */
function GanttView({ entity, options }: ViewProps<GanttOptions>) {
  const fieldOf = (key: string | undefined) => (key ? (entity.fields.get(key) ?? null) : null)
  const [start, end] = [fieldOf(options.start), fieldOf(options.end)]
  const [progress, after, group] = [fieldOf(options.progress), fieldOf(options.after), fieldOf(options.group)]
  return start && end ? (
    <KnownGantt entity={entity} options={options} fields={useStable({ start, end, progress, after, group })} />
  ) : null
}

/** The same object as long as the fields are the same. */
function useStable(fields: GanttFields): GanttFields {
  const { start, end, progress, after, group } = fields
  return useMemo(() => ({ start, end, progress, after, group }), [start, end, progress, after, group])
}

function KnownGantt({ entity, options, fields }: ViewProps<GanttOptions> & { fields: GanttFields }) {
  const view = useViewServices()
  const { timeZone } = useRuntimeServices()
  const t = useText(ganttTexts)
  const words = useText(viewTexts)
  const label = useLocalize()
  const [today] = useState(() => dayInZone(new Date(), timeZone))
  const zoom: Zoom = options.zoom ?? 'week'
  const { loaded, tasks, rows, preview, commit } = useGantt(entity, options, fields)
  const timeline = useMemo(() => {
    // What is being dragged does not move the paper under it.
    const spans = loaded.records.length > 0 ? tasks.filter(({ moving }) => !moving) : []
    const days = spans.flatMap(({ span }) => (span ? [{ first: span.start.day, last: lastDayOf(span) }] : []))
    return timelineOf(days, today, zoom)
  }, [loaded.records, today, zoom])
  const workDays = useWorkDays(timeline.from, addDays(timeline.from, timeline.days - 1))
  const scroller = useRef<HTMLElement>(null)
  const showToday = useCallback(() => {
    const element = scroller.current
    if (element) element.scrollLeft = Math.max(0, xOf(timeline, today) - element.clientWidth / 3)
  }, [timeline, today])
  const ready = loaded.state === 'ready' && tasks.length > 0
  const { from, dayWidth } = timeline
  const laid = useRef<{ from: Day; zoom: Zoom } | null>(null)
  // A paper that begins elsewhere, after a move say, stays where it is under the eye; one that is scaled shows today.
  useLayoutEffect(() => {
    const before = ready && laid.current?.zoom === zoom ? laid.current : null
    if (before && scroller.current) scroller.current.scrollLeft -= daysBetween(before.from, from) * dayWidth
    else showToday()
    laid.current = ready ? { from, zoom } : null
  }, [ready, from, zoom])
  const { setOrder } = view
  useEffect(() => setOrder(rows.flatMap((row) => (row.kind === 'task' ? [row.key] : []))), [rows, setOrder])
  if (loaded.state === 'failed' && loaded.records.length === 0)
    return <ViewFailed title={t('failed')} error={loaded.error} onRetry={loaded.refresh} />
  if (loaded.state === 'loading' && loaded.records.length === 0) return <RowSkeletons rows={12} />
  const writes = (field: FieldModel) => isWritten(field) && view.mayWrite(field.key)
  return (
    <>
      <div className={classes.tools}>
        <Button size="xs" variant="default" onClick={showToday}>
          {words('today')}
        </Button>
        <SegmentedControl
          size="xs"
          className={classes.zoom}
          aria-label={t('zoom')}
          value={zoom}
          onChange={(value) => view.setOptions({ zoom: value })}
          data={(['day', 'week', 'month'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </div>
      {loaded.more && <CappedNote limit={rowLimit} />}
      {tasks.length === 0 ? (
        <EmptyState icon="timeline" title={words('none')} />
      ) : (
        <GanttChart
          rows={rows}
          tasks={tasks}
          timeline={timeline}
          today={today}
          workDays={workDays}
          group={fields.group}
          movable={writes(fields.start) && writes(fields.end)}
          resizable={writes(fields.start) && writes(fields.end)}
          openId={view.openId}
          scroller={scroller}
          label={t('chart', { entity: label(entity.plural) })}
          onOpen={view.open}
          onPreview={preview}
          onCommit={commit}
        />
      )}
      <p id="gantt-instructions" className="ui-visually-hidden">
        {t('instructions')}
      </p>
      <div className="ui-visually-hidden" role="status" data-gantt-status="" />
    </>
  )
}

export default defineViewRuntime<GanttOptions>(gantt, { View: GanttView })
