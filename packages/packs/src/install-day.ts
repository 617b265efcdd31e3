/** The calendar day of an instant in a zone, as YYYY-MM-DD. */
export function dayInZone(instant: Date, timeZone: string): string {
  return formatter(timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant)
}

/** The instant at which the calendar day of the given one began in the zone. */
export function startOfDay(instant: Date, timeZone: string): Date {
  const day = dayInZone(instant, timeZone)
  const guess = Date.parse(`${day}T00:00:00Z`)
  // Twice, because the offset at the guess may be that of the other side of a clock change.
  const first = guess - offsetAt(new Date(guess), timeZone)
  return new Date(guess - offsetAt(new Date(first), timeZone))
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetAt(instant: Date, timeZone: string): number {
  const parts = formatter(timeZone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant)
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '00'
  const wall = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`
  return Date.parse(wall) - Math.floor(instant.getTime() / 1000) * 1000
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.keys(options).length}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', { timeZone, ...options })
    formatters.set(key, found)
  }
  return found
}
