import { instantText } from './calendar.ts'
import { dayInZone } from './day-in-zone.ts'
import { parseDateText } from './parse-date-text.ts'

/** A day as people write it; of a moment the day that it is in the zone; undefined when it is none. */
export function readDay(
  text: string,
  _field: unknown,
  { today, timeZone }: { today: string; timeZone: string },
): string | undefined {
  const instant = instantText(text.trim())
  return (instant === null ? parseDateText(text, today) : dayInZone(new Date(instant), timeZone)) ?? undefined
}
