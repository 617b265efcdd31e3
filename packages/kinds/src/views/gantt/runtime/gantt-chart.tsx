import type { Day } from '@mortise/expressions'
import type { FieldModel } from '@mortise/metadata'
import { useRuntimeServices, useText, type WorkDay } from '@mortise/ui'
import { type PointerEvent, type RefObject, useMemo } from 'react'
import { ValueCell } from '../../../view-parts/field-value.tsx'
import { lastDayOf, type Span, shiftMoment, shiftSpan, withEnd, withStart } from '../../../view-parts/spans.ts'
import { usePointerDrag } from '../../../view-parts/use-pointer-drag.tsx'
import { viewTexts } from '../../../view-parts/view-texts.tsx'
import { arrowPath, freeRuns, type Timeline, ticksOf, xOf } from '../model/timeline.ts'
import classes from './gantt.module.css'
import { GanttBar } from './gantt-bar.tsx'
import { ganttTexts } from './gantt-texts.ts'
import { type GanttRow, type GanttTask, isEarly } from './use-gantt.ts'

export interface GanttChartProps {
  rows: readonly GanttRow[]
  tasks: readonly GanttTask[]
  timeline: Timeline
  today: Day
  workDays: ReadonlyMap<Day, WorkDay>
  group: FieldModel | null
  movable: boolean
  resizable: boolean
  openId: string | undefined
  scroller: RefObject<HTMLElement | null>
  label: string
  onOpen(id: string): void
  onPreview(task: GanttTask, span: Span | null): void
  onCommit(task: GanttTask, span: Span): void
}

const rowHeight = 32

type Part = 'whole' | 'start' | 'end'

/** Names on the left, bars on the right, in one part that scrolls both ways. */
export function GanttChart(props: GanttChartProps) {
  const { rows, timeline, today, workDays, scroller, label, onPreview, onCommit } = props
  const t = useText(ganttTexts)
  const words = useText(viewTexts)
  const width = timeline.days * timeline.dayWidth
  const free = useMemo(() => (timeline.zoom === 'month' ? [] : freeRuns(timeline, workDays)), [timeline, workDays])
  const spanAt = ({ task, part }: { task: GanttTask; part: Part }, dx: number): Span | null => {
    const days = Math.round(dx / timeline.dayWidth)
    if (!task.span) return null
    if (part === 'whole') return shiftSpan(task.span, days)
    return part === 'end'
      ? withEnd(task.span, shiftMoment(task.span.end, days))
      : withStart(task.span, shiftMoment(task.span.start, days))
  }
  const grab = usePointerDrag<{ task: GanttTask; part: Part }>({
    onMove: (data, { dx }) => onPreview(data.task, spanAt(data, dx)),
    onDrop(data, { dx }) {
      const span = spanAt(data, dx)
      if (span) onCommit(data.task, span)
    },
    onCancel: () => onPreview({ record: { id: '' } } as GanttTask, null),
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section ref={scroller} className={classes.chart} tabIndex={0} aria-label={label}>
      <div className={classes.sheet} style={{ width: `calc(var(--gantt-names) + ${width}px)` }}>
        <Head timeline={timeline} />
        <div className={classes.body} style={{ height: rows.length * rowHeight }}>
          <div className={classes.backdrop} aria-hidden>
            {free.map(({ x, width: wide }) => (
              <span key={x} className={classes.free} style={{ left: x, width: wide }} />
            ))}
            <span className={classes.today} style={{ left: xOf(timeline, today) + timeline.dayWidth / 2 }} />
            <Arrows {...props} />
          </div>
          <ul className={classes.rows}>
            {rows.map((row) =>
              row.kind === 'head' ? (
                <li key={row.key} className={classes.groupRow}>
                  <span className={classes.name}>
                    <span className={classes.nameText}>
                      {row.value === null || !props.group ? (
                        words('blank')
                      ) : (
                        <ValueCell field={props.group} value={row.value} />
                      )}
                    </span>
                    <span className={classes.count}>{row.count}</span>
                  </span>
                </li>
              ) : (
                <li key={row.key} className={classes.row} data-open={props.openId === row.key || undefined}>
                  <button
                    type="button"
                    className={classes.name}
                    tabIndex={-1}
                    onClick={() => props.onOpen(row.key)}
                    title={row.task.title}
                  >
                    <span className={classes.nameText}>{row.task.title}</span>
                    {!row.task.span && <span className={classes.undated}>{t('undated')}</span>}
                  </button>
                  <GanttBar
                    {...props}
                    task={row.task}
                    onGrab={(event: PointerEvent<HTMLElement>, part: Part) => grab(event, { task: row.task, part })}
                  />
                </li>
              ),
            )}
          </ul>
        </div>
      </div>
    </section>
  )
}

function Head({ timeline }: { timeline: Timeline }) {
  const { language } = useRuntimeServices()
  const { upper, lower } = useMemo(() => ticksOf(timeline, language), [timeline, language])
  return (
    <div className={classes.head} aria-hidden>
      <span className={classes.corner} />
      <div className={classes.ticks}>
        {upper.map(({ key, x, width, label }) => (
          <span key={key} className={classes.upper} style={{ left: x, width }}>
            <span>{label}</span>
          </span>
        ))}
        {lower.map(({ key, x, width, label }) => (
          <span key={key} className={classes.lower} style={{ left: x, width }}>
            {width >= 18 && label}
          </span>
        ))}
      </div>
    </div>
  )
}

/** The lines from what comes before to what comes after; those that do not hold are red. */
function Arrows({ rows, tasks, timeline }: GanttChartProps) {
  const lines = useMemo(() => {
    const places = new Map(rows.map((row, index) => [row.key, index]))
    const byId = new Map(tasks.map((task) => [task.record.id, task]))
    return tasks.flatMap((task) =>
      task.after.flatMap((id) => {
        const before = byId.get(id)
        const [from, to] = [places.get(id), places.get(task.record.id)]
        if (!before?.span || !task.span || from === undefined || to === undefined) return []
        const middle = rowHeight / 2
        const path = arrowPath(
          { x: xOf(timeline, lastDayOf(before.span)) + timeline.dayWidth, y: from * rowHeight + middle },
          { x: xOf(timeline, task.span.start.day), y: to * rowHeight + middle },
        )
        return [{ key: `${id} ${task.record.id}`, path, early: isEarly(task, before) }]
      }),
    )
  }, [rows, tasks, timeline])
  return (
    <svg
      className={classes.arrows}
      width={timeline.days * timeline.dayWidth}
      height={rows.length * rowHeight}
      aria-hidden="true"
    >
      <defs>
        {['plain', 'early'].map((name) => (
          <marker
            key={name}
            id={`gantt-${name}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0,0 L8,4 L0,8 z" className={name === 'early' ? classes.earlyHead : classes.arrowHead} />
          </marker>
        ))}
      </defs>
      {lines.map(({ key, path, early }) => (
        <path
          key={key}
          d={path}
          className={classes.arrow}
          data-early={early || undefined}
          markerEnd={`url(#gantt-${early ? 'early' : 'plain'})`}
        />
      ))}
    </svg>
  )
}
