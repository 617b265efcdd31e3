import type { TriggerText } from '../bpmn-parts.ts'

const duration = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

/** The instant that is a duration (ISO 8601) after another one; null when it is no duration. */
export function addDuration(at: string, text: string): string | null {
  const found = duration.exec(text.trim())
  if (!found?.slice(1).some((part) => part !== undefined)) return null
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0))
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + years * 12 + months)
  // A month after the 31st is the last day of the next one.
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  const rest = ((weeks * 7 + days) * 24 + hours) * 3_600_000 + minutes * 60_000 + seconds * 1000
  return isoOf(date.getTime() + rest)
}

function isoOf(time: number): string | null {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/** When a timer that is set at an instant is due; null when the file does not say, or says it in other words. */
export function dueAt(at: string, { after, at: instant, every }: TriggerText): string | null {
  if (after) return addDuration(at, after)
  if (instant) return isoOf(Date.parse(instant))
  const [, first] = /^R\d*\/(.+)$/.exec(every ?? '') ?? []
  return first ? addDuration(at, first) : null
}
