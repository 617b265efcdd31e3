import type { KeyboardEvent } from 'react'
import { steppedSpan } from '../../../view-parts/spans.ts'
import { type CalendarEntry, useCalendar } from './calendar-context.ts'

/** Moves an entry by Alt and the arrow keys, and its end with Shift as well. */
export function useEntryKeys(entry: CalendarEntry): (event: KeyboardEvent) => void {
  const { movable, resizable, commit } = useCalendar()
  return (event) => {
    const next = movable && !entry.fixed && event.altKey ? steppedSpan(entry.span, event, resizable) : null
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    commit(entry, next)
  }
}
