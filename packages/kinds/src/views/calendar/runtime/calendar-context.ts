import type { EntityRecord } from '@mortise/data'
import type { Day } from '@mortise/expressions'
import type { EntityModel, FieldModel } from '@mortise/metadata'
import type { WorkDay } from '@mortise/ui'
import { createContext, useContext } from 'react'
import type { Span, SpanFields } from '../../../view-parts/spans.ts'

/** A record on the calendar, as it stands now or as it is being dragged. */
export interface CalendarEntry {
  record: EntityRecord
  span: Span
  title: string
  /** When it is, in words. */
  when: string
  hue: string
  /** The rule of the view that gives the colour. */
  rule: string | null
  hadEnd: boolean
  /** Why it stays where it is although others can be moved. */
  fixed: string | null
  /** It is on its way. */
  moving: boolean
}

/** What the parts of a calendar share. */
export interface CalendarParts {
  entity: EntityModel
  fields: SpanFields
  today: Day
  language: string
  entries: readonly CalendarEntry[]
  workDays: ReadonlyMap<Day, WorkDay>
  movable: boolean
  resizable: boolean
  openId: string | undefined
  open(id: string): void
  openDay(day: Day): void
  create?: ((at: { day: Day; minute: number | null; row?: unknown }) => void) | undefined
  /** Shows an entry elsewhere while it is dragged; without a place, all are where they are. */
  preview(entry: CalendarEntry | null, span: Span | null, row?: unknown): void
  /** Saves the new place. */
  commit(entry: CalendarEntry, span: Span, row?: unknown): void
  /** Rows of the resource view. */
  rows: FieldModel | null
}

export const CalendarContext = createContext<CalendarParts | null>(null)

export function useCalendar(): CalendarParts {
  const parts = useContext(CalendarContext)
  if (!parts) throw new Error('unreachable: no calendar around this part')
  return parts
}
