import type { EntityRecord } from '@mortise/data'
import { type EntityModel, type FieldModel, shownField } from '@mortise/metadata'
import { useRuntimeServices, useText, useViewServices } from '@mortise/ui'
import { useMemo, useState } from 'react'
import { announce } from '../../../view-parts/announce.tsx'
import { whenText } from '../../../view-parts/day-words.ts'
import { valueText } from '../../../view-parts/field-value.tsx'
import { lastDayOf, type Span, type SpanFields, spanOf, spanValues } from '../../../view-parts/spans.ts'
import { useRecordColour } from '../../../view-parts/use-record-colour.tsx'
import { useTitleOf } from '../../../view-parts/use-title-of.tsx'
import { useViewRecords } from '../../../view-parts/use-view-records.tsx'
import { viewTexts } from '../../../view-parts/view-texts.tsx'
import type { GanttOptions } from '../gantt.ts'

/** More rows than this nobody reads; the rest is found by a filter. */
export const rowLimit = 1000

/** A record on the timeline, as it stands now or as it is being dragged. */
export interface GanttTask {
  record: EntityRecord
  title: string
  /** Null for a record that does not say when it begins. */
  span: Span | null
  hue: string
  /** The rule of the view that gives the colour. */
  rule: string | null
  /** 0 to 1; null where nothing is said. */
  progress: number | null
  /** Ids of those that come before it. */
  after: readonly string[]
  moving: boolean
  /** Why it stays where it is although others can be moved. */
  fixed: string | null
}

/** A line of the chart: the head of a group, or a record. */
export type GanttRow =
  | { kind: 'head'; key: string; value: unknown; count: number }
  | { kind: 'task'; key: string; task: GanttTask }

export interface GanttFields extends SpanFields {
  end: FieldModel
  progress: FieldModel | null
  after: FieldModel | null
  group: FieldModel | null
}

/** The records of a timeline in their groups, and what dragging does to them. */
export function useGantt(entity: EntityModel, options: GanttOptions, fields: GanttFields) {
  const view = useViewServices()
  const services = useRuntimeServices()
  const t = useText(viewTexts)
  const titleOf = useTitleOf(entity)
  const { timeZone, language } = services
  const { whyNot } = view
  const [moved, setMoved] = useState<{ id: string; span: Span } | null>(null)
  const { start, end, progress, after, group } = fields
  const select = [
    'id',
    'version',
    entity.title.key,
    start.key,
    end.key,
    progress?.key,
    after?.key,
    group?.key,
    options.colour,
  ]
  const loaded = useViewRecords({
    ...view.what,
    select: [...new Set(select.filter((path) => path !== undefined))],
    sort: view.sort.length > 0 ? [...view.sort] : [{ field: start.key, direction: 'asc' }],
    page: { size: rowLimit },
  })
  const colourOf = useRecordColour(entity, options.colour)
  const tasks = useMemo(
    () =>
      loaded.records.map((record): GanttTask => {
        const moving = moved?.id === record.id
        return {
          ...{ record, moving },
          title: titleOf(record),
          span: moving ? moved.span : spanOf(record, { start, end }, timeZone),
          hue: colourOf(record)?.hue ?? 'indigo',
          rule: colourOf(record)?.rule ?? null,
          progress: fraction(progress && record[progress.key]),
          after: after ? idsOf(record[after.key]) : [],
          fixed: whyNot(record, start.key) ?? whyNot(record, end.key),
        }
      }),
    [loaded.records, moved, start, end, timeZone, colourOf, progress, after, titleOf, whyNot],
  )
  const rows = useMemo(
    () => rowsOf(tasks, group, (value) => (group ? valueText(services, group, value) : '')),
    [tasks, group, services],
  )
  function commit(task: GanttTask, span: Span) {
    const record = loaded.records.find(({ id }) => id === task.record.id)
    const before = record && spanOf(record, { start, end }, timeZone)
    setMoved(null)
    if (!record || !before) return
    const hadEnd = record[end.key] !== null && record[end.key] !== undefined
    const values = spanValues(before, span, { start, end }, timeZone, hadEnd)
    if (Object.keys(values).length === 0) return
    void loaded.change(record, values).then((done) => {
      announce(
        'gantt',
        t(done ? 'moved' : 'stays', { title: task.title, when: whenText(done ? span : before, language) }),
      )
    })
  }
  return {
    ...{ loaded, tasks, rows, commit },
    preview: (task: GanttTask, span: Span | null) => setMoved(span && { id: task.record.id, span }),
  }
}

/** The records under the heads of their groups: options in their order, others by name, those without a value last. */
export function rowsOf(
  tasks: readonly GanttTask[],
  group: FieldModel | null,
  nameOf: (value: unknown) => string,
): GanttRow[] {
  const rowOf = (task: GanttTask): GanttRow => ({ kind: 'task', key: task.record.id, task })
  if (!group) return tasks.map(rowOf)
  const groups = new Map<string, { value: unknown; tasks: GanttTask[] }>()
  for (const task of tasks) {
    const value = task.record[group.key] ?? null
    const key = value === null ? '' : String(value)
    const present = groups.get(key)
    if (present) present.tasks.push(task)
    else groups.set(key, { value, tasks: [task] })
  }
  const order = [...(shownField(group).optionSet?.options.keys() ?? [])]
  // Related records have no order that people know: they stand as the first of their tasks does.
  const places = new Map([...groups.keys()].map((key, index) => [key, String(index).padStart(5, '0')]))
  const rank = ([key, { value }]: [string, { value: unknown }]) =>
    key === ''
      ? '\uffff'
      : order.length > 0
        ? String(order.indexOf(key)).padStart(5, '0')
        : group.target === null
          ? nameOf(value)
          : (places.get(key) ?? '')
  const sorted = [...groups].sort((a, b) => rank(a).localeCompare(rank(b), 'zh'))
  return sorted.flatMap(([key, { value, tasks: own }]): GanttRow[] => [
    { kind: 'head', key: `group ${key}`, value, count: own.length },
    ...own.map(rowOf),
  ])
}

/** Whether something begins before one that it comes after has ended. */
export function isEarly(task: GanttTask, before: GanttTask): boolean {
  return task.span !== null && before.span !== null && task.span.start.day <= lastDayOf(before.span)
}

function idsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) =>
    typeof one === 'string' ? [one] : typeof one === 'object' && one !== null && 'id' in one ? [String(one.id)] : [],
  )
}

function fraction(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : null
}
