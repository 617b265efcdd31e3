import { type Day, dayAt, dayNumber, firstDayNumber, lastDayNumber, weekdayOf } from '../evaluate/calendar-day.ts'
import type { WorkCalendar } from '../model/value.ts'

/** How many working days WORKDAYADD goes at most. */
export const mostWorkdays = 10_000

/** Working days from one day to the other, both included; negative when the second is earlier, as in Excel. */
export function countWorkdays(from: Day, to: Day, calendar: WorkCalendar): number {
  const [a, b] = [dayNumber(from), dayNumber(to)]
  return a <= b ? workdaysUntil(b, calendar) - workdaysUntil(a - 1, calendar) : -countWorkdays(to, from, calendar)
}

/** The day that comes so many working days after one; before it when negative. The day itself does not count. */
export function addWorkdays(day: Day, count: number, calendar: WorkCalendar): Day | null {
  if (count === 0) return day
  const start = dayNumber(day)
  const wanted = count > 0 ? workdaysUntil(start, calendar) + count : workdaysUntil(start - 1, calendar) + count + 1
  // The first day up to which there are so many: it is a working day.
  let [low, high] = count > 0 ? [start + 1, lastDayNumber + 1] : [firstDayNumber - 1, start - 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (workdaysUntil(middle, calendar) >= wanted) high = middle
    else low = middle + 1
  }
  return dayAt(low)
}

interface Exceptions {
  days: readonly number[]
  /** By how much the days up to each differ from what the week says. */
  sums: readonly number[]
}

const prepared = new WeakMap<WorkCalendar, Exceptions>()

function exceptionsOf(calendar: WorkCalendar): Exceptions {
  let exceptions = prepared.get(calendar)
  if (!exceptions) {
    const changes = [...calendar.exceptions]
      .map(([day, works]) => ({ number: dayNumber(day), works }))
      .filter(({ number, works }) => works !== isWeekday(number))
      .sort((a, b) => a.number - b.number)
    let sum = 0
    exceptions = {
      days: changes.map(({ number }) => number),
      sums: changes.map(({ works }) => {
        sum += works ? 1 : -1
        return sum
      }),
    }
    prepared.set(calendar, exceptions)
  }
  return exceptions
}

const isWeekday = (number: number) => weekdayOf(number) < 6

/** Working days from a Monday long ago up to a day. */
function workdaysUntil(number: number, calendar: WorkCalendar): number {
  const days = number - firstDayNumber + 1
  const weeks = Math.floor(days / 7)
  const { days: changed, sums } = exceptionsOf(calendar)
  let [low, high] = [0, changed.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((changed[middle] ?? 0) <= number) low = middle + 1
    else high = middle
  }
  return weeks * 5 + Math.min(days - weeks * 7, 5) + (low > 0 ? (sums[low - 1] ?? 0) : 0)
}
