import type { EntityRecord } from '@mortise/data'
import type { Day } from '@mortise/expressions'
import { type PackedBar, packBars } from '../../../view-parts/pack-bars.ts'
import { daysBetween, lastDayOf, type Span } from '../../../view-parts/spans.ts'

/** Puts entries over so many days from the first one into rows; steps are days. */
export function packDays(
  entries: readonly { record: EntityRecord; span: Span }[],
  first: Day,
  count: number,
): PackedBar[] {
  const bars = entries.map(({ record, span }) => ({
    id: record.id,
    from: daysBetween(first, span.start.day),
    to: daysBetween(first, lastDayOf(span)),
  }))
  return packBars(bars, 0, count - 1)
}
