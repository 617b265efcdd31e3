import type { TextReading } from '@mortise/metadata'
import { dayOf } from '../query/calendar.ts'
import type { ColumnLayout } from '../schema/table-layout.ts'
import type { PublishContext } from './publish-context.ts'

/** A value as the API gives it, of what a column holds. */
export function heldValue({ storage, field }: ColumnLayout, held: unknown): unknown {
  return storage.fromColumn ? storage.fromColumn(held as never, field) : held
}

/** How texts are read whose field becomes another type: for the preview as for the publish. */
export function readingOf({ workspace, clock }: PublishContext): TextReading {
  return { timeZone: workspace.timeZone, today: dayOf(clock.now(), workspace.timeZone) }
}
