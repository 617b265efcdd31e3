import { useRuntimeServices, useText } from '@mortise/ui'
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react'
import { whenText } from '../../../view-parts/day-words.ts'
import { daysBetween, lastDayOf, steppedSpan } from '../../../view-parts/spans.ts'
import { workingDays, xOf } from '../model/timeline.ts'
import classes from './gantt.module.css'
import type { GanttChartProps } from './gantt-chart.tsx'
import { ganttTexts } from './gantt-texts.ts'
import { type GanttTask, isEarly } from './use-gantt.ts'

type GanttBarProps = Pick<
  GanttChartProps,
  'timeline' | 'tasks' | 'workDays' | 'movable' | 'resizable' | 'onOpen' | 'onCommit'
> & {
  task: GanttTask
  onGrab(event: PointerEvent<HTMLElement>, part: 'whole' | 'start' | 'end'): void
}

/** The bar of one record: opened by a click, moved by its middle, made longer at its ends, all by keys as well. */
export function GanttBar({ task, tasks, timeline, workDays, onOpen, onCommit, onGrab, ...chart }: GanttBarProps) {
  const { language } = useRuntimeServices()
  const t = useText(ganttTexts)
  const { span, hue, rule, progress, title, record, fixed } = task
  const movable = chart.movable && !fixed
  const resizable = chart.resizable && !fixed
  const why = chart.movable ? fixed : null
  if (!span) return null
  const last = lastDayOf(span)
  const left = xOf(timeline, span.start.day)
  const width = Math.max(4, (daysBetween(span.start.day, last) + 1) * timeline.dayWidth)
  const early = tasks.some((other) => task.after.includes(other.record.id) && isEarly(task, other))
  const done = progress === null ? null : `${Math.round(progress * 100)}%`
  const words = { title, when: whenText(span, language), days: workingDays(span.start.day, last, workDays) }
  const name = `${done === null ? t('entry', words) : t('entryProgress', { ...words, progress: done })}${early ? `, ${t('conflict')}` : ''}${rule ? `, ${rule}` : ''}${why ? `, ${why}` : ''}`
  function onKeyDown(event: KeyboardEvent) {
    const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
    const next = movable && event.altKey && sideways && span ? steppedSpan(span, event, resizable) : null
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    onCommit(task, next)
  }
  const style = {
    '--bar-bg': `var(--ui-hue-${hue}-bg)`,
    '--bar-fg': `var(--ui-hue-${hue}-fg)`,
    '--bar-dot': `var(--ui-hue-${hue}-dot)`,
    left: `calc(var(--gantt-names) + ${left}px)`,
    width,
  } as CSSProperties
  const inside = width >= 96
  return (
    <div
      className={classes.bar}
      style={style}
      data-bar={record.id}
      data-moving={task.moving || undefined}
      data-early={early || undefined}
      data-movable={movable || undefined}
    >
      {progress !== null && <span className={classes.done} style={{ width: `${progress * 100}%` }} />}
      <button
        type="button"
        className={classes.barButton}
        aria-label={name}
        aria-describedby={movable ? 'gantt-instructions' : undefined}
        title={name}
        onClick={() => onOpen(record.id)}
        onKeyDown={onKeyDown}
        onPointerDown={movable ? (event) => onGrab(event, 'whole') : undefined}
      >
        {inside && <span className={classes.barText}>{title}</span>}
      </button>
      {inside && done && (
        // Beside the button: its name says it in a sentence.
        <span className={classes.barDone} aria-hidden>
          {done}
        </span>
      )}
      {!inside && <span className={classes.beside}>{title}</span>}
      {resizable && (
        <>
          <span className={classes.handleStart} aria-hidden onPointerDown={(event) => onGrab(event, 'start')} />
          <span className={classes.handleEnd} aria-hidden onPointerDown={(event) => onGrab(event, 'end')} />
        </>
      )}
    </div>
  )
}
