import { addMonths, type Day } from '@mortise/expressions'
import { dayWords } from '../../../view-parts/day-words.ts'
import { addDays, daysBetween, daysOf, weekdayOf, weekStart } from '../../../view-parts/spans.ts'

export type Zoom = 'day' | 'week' | 'month'

/** The days that a timeline reaches over, and how wide one is. */
export interface Timeline {
  from: Day
  days: number
  dayWidth: number
  zoom: Zoom
}

const widths: Record<Zoom, number> = { day: 36, week: 14, month: 4 }
/** Room before the first bar and behind the last one, in days. */
const margins: Record<Zoom, number> = { day: 10, week: 28, month: 90 }
/** Ten years; what lies further off is reached by a filter. */
const mostDays = 3660

/** The timeline over all bars and today. */
export function timelineOf(spans: readonly { first: Day; last: Day }[], today: Day, zoom: Zoom): Timeline {
  const firsts = [today, ...spans.map(({ first }) => first)].sort()
  const lasts = [today, ...spans.map(({ last }) => last)].sort()
  const near = addDays(today, -mostDays / 2)
  const earliest = firsts.find((first) => first >= near) ?? today
  const latest = lasts.at(-1) ?? today
  const from = weekStart(addDays(earliest, -margins[zoom]))
  const days = Math.min(mostDays, daysBetween(from, addDays(latest, margins[zoom])) + 1)
  return { from, days, dayWidth: widths[zoom], zoom }
}

/** Distance of the beginning of a day from the left edge. */
export function xOf({ from, dayWidth }: Timeline, day: Day): number {
  return daysBetween(from, day) * dayWidth
}

export interface Tick {
  key: string
  x: number
  width: number
  label: string
}

/** The two lines of the head: months over days or weeks, years over months. */
export function ticksOf(timeline: Timeline, language: string): { upper: Tick[]; lower: Tick[] } {
  const { from, days, zoom } = timeline
  const to = addDays(from, days - 1)
  const months = runs(timeline, monthStarts(from, to), (day) =>
    dayWords(day, language, { year: 'numeric', month: 'long' }),
  )
  if (zoom === 'day')
    return { upper: months, lower: runs(timeline, daysOf(from, to), (day) => String(Number(day.slice(8)))) }
  if (zoom === 'week') {
    const weeks = daysOf(from, to).filter((day) => weekdayOf(day) === 0)
    return {
      upper: months,
      lower: runs(timeline, weeks, (day) => dayWords(day, language, { month: 'numeric', day: 'numeric' })),
    }
  }
  const years = monthStarts(from, to).filter((day, index) => index === 0 || day.slice(5, 7) === '01')
  return {
    upper: runs(timeline, years, (day) => dayWords(day, language, { year: 'numeric' })),
    lower: runs(timeline, monthStarts(from, to), (day) => dayWords(day, language, { month: 'short' })),
  }
}

/** The first day, and the first of every month after it. */
function monthStarts(from: Day, to: Day): Day[] {
  const starts = [from]
  let next = addMonths(`${from.slice(0, 7)}-01`, 1)
  while (next !== null && next <= to) {
    starts.push(next)
    next = addMonths(next, 1)
  }
  return starts
}

function runs(timeline: Timeline, starts: readonly Day[], label: (day: Day) => string): Tick[] {
  const end = timeline.days * timeline.dayWidth
  return starts.map((day, index) => {
    const x = xOf(timeline, day)
    const next = starts[index + 1]
    return { key: day, x, width: (next === undefined ? end : xOf(timeline, next)) - x, label: label(day) }
  })
}

export interface SpecialDay {
  works: boolean
}

/** Whether people work on a day: by the week, unless the calendar says otherwise. */
export function isWorked(day: Day, special: ReadonlyMap<Day, SpecialDay>): boolean {
  return special.get(day)?.works ?? weekdayOf(day) < 5
}

/** How many days of a span are worked, both ends included. */
export function workingDays(first: Day, last: Day, special: ReadonlyMap<Day, SpecialDay>): number {
  return daysOf(first, last).filter((day) => isWorked(day, special)).length
}

/** Runs of free days, for shading. */
export function freeRuns(timeline: Timeline, special: ReadonlyMap<Day, SpecialDay>): { x: number; width: number }[] {
  const { from, days, dayWidth } = timeline
  const shaded: { x: number; width: number }[] = []
  for (let index = 0; index < days; index++) {
    if (isWorked(addDays(from, index), special)) continue
    const x = index * dayWidth
    const before = shaded.at(-1)
    if (before && before.x + before.width === x) before.width += dayWidth
    else shaded.push({ x, width: dayWidth })
  }
  return shaded
}

/** The line from the end of one bar to the beginning of another, by right angles. */
export function arrowPath(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const stub = 10
  if (to.x - from.x >= stub * 2) {
    const middle = from.x + stub
    return `M${from.x},${from.y} H${middle} V${to.y} H${to.x}`
  }
  const between = from.y + (to.y > from.y ? 16 : -16)
  return `M${from.x},${from.y} h${stub} V${between} H${to.x - stub} V${to.y} H${to.x}`
}
