import { addWorkdays, countWorkdays, mostWorkdays } from '../calendar/working-days.ts'
import {
  addMonths,
  type CalendarUnit,
  calendarUnits,
  type Day,
  dayAt,
  dayNumber,
  dayOfParts,
  isoWeekOf,
  monthsBetween,
  partsOfDay,
  unitAround,
  weekdayOf,
} from '../evaluate/calendar-day.ts'
import {
  dayLength,
  dayOfInstant,
  instantOfLocal,
  localTimeOf,
  startOfDayNumber,
  writeInstant,
} from '../evaluate/zoned-time.ts'
import { types } from '../model/expression-type.ts'
import type { CallNode, TypedNode } from '../model/typed-node.ts'
import { type EvaluationContext, one, type Value } from '../model/value.ts'
import { defineFunctions } from './function-definition.ts'
import { wholeNumber, wholeOf } from './number.ts'

const date = { group: 'date', uses: ['zone'], nullable: true } as const
const part = { ...date, signature: 'date: day -> num' } as const
const shift = { ...date, result: (args: readonly TypedNode[]) => args[0]?.type ?? types.date } as const
const bound = { ...shift, signature: `date: day, unit: unit(${calendarUnits.join('|')}) -> date` } as const

/** Beyond it every sum leaves the range of days. */
const farthest = 10_000_000

const isInstant = (node: CallNode, index = 0) => node.args[index]?.type.kind === 'datetime'

/** The day that a date is, or on which an instant falls in the zone of the workspace. */
function dayOf(args: readonly Value[], context: EvaluationContext, node: CallNode, index = 0): Day | null {
  const value = args[index] as string
  return isInstant(node, index) ? dayOfInstant(Date.parse(value), context.timeZone) : value
}

type Evaluate = (args: readonly Value[], context: EvaluationContext, node: CallNode) => Value

/** A number that the day has. */
function ofDay(read: (day: Day) => number): Evaluate {
  return (args, context, node) => {
    const day = dayOf(args, context, node)
    return day === null ? null : wholeNumber(read(day))
  }
}

/** A number that the clock shows. */
function ofClock(read: (local: number) => number): Evaluate {
  return ([value], { timeZone }) => {
    const local = localTimeOf(Date.parse(value as string), timeZone)
    return local === null ? null : wholeNumber(read(((local % dayLength) + dayLength) % dayLength))
  }
}

/** Moves the day; the clock of an instant goes on showing the same time. */
function moved(move: (day: Day, count: number) => Day | null): Evaluate {
  return (args, { timeZone }, node) => {
    const [value, count] = [args[0] as string, wholeOf(args[1], -farthest, farthest)]
    if (!isInstant(node)) return move(value, count)
    const local = localTimeOf(Date.parse(value), timeZone)
    if (local === null) return null
    const number = Math.floor(local / dayLength)
    const day = dayAt(number)
    const target = day === null ? null : move(day, count)
    if (target === null) return null
    return writeInstant(instantOfLocal(dayNumber(target) * dayLength + local - number * dayLength, timeZone))
  }
}

/** The first day of a unit, or the last: for an instant its first or last millisecond. */
function boundOf(pick: 'start' | 'next'): Evaluate {
  return (args, context, node) => {
    const day = dayOf(args, context, node)
    if (day === null) return null
    const number = unitAround(day, args[1] as CalendarUnit)[pick]
    const before = pick === 'next' ? 1 : 0
    if (!isInstant(node)) return dayAt(number - before)
    return writeInstant(startOfDayNumber(number, context.timeZone) - before)
  }
}

const addTo = (day: Day, count: number) => dayAt(dayNumber(day) + count)
const addYears = (day: Day, count: number) => addMonths(day, count * 12)

function dateOf([year, monthOf, day]: readonly Value[]): Value {
  const parts = [year, monthOf, day].map((value) => wholeOf(value, -farthest, farthest))
  return dayOfParts(parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0)
}

function datetimeOf([day, hours, minutes, seconds]: readonly Value[], { timeZone }: EvaluationContext): Value {
  const [h, m, s] = [hours, minutes, seconds].map((value) => (value === undefined ? 0 : wholeOf(value, -1, 60)))
  if (h === undefined || m === undefined || s === undefined) return null
  if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) return null
  const local = dayNumber(day as string) * dayLength + ((h * 60 + m) * 60 + s) * 1000
  return writeInstant(instantOfLocal(local, timeZone))
}

const written = /^ *(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日) *$/

function readDate([text]: readonly Value[]): Value {
  const found = written.exec(text as string)
  if (!found) return null
  const [, y, , m, d, chineseYear, chineseMonth, chineseDay] = found
  const [year, monthOf, day] = [Number(y ?? chineseYear), Number(m ?? chineseMonth), Number(d ?? chineseDay)]
  if (monthOf < 1 || monthOf > 12 || day < 1) return null
  const result = dayOfParts(year, monthOf, day)
  return result !== null && partsOfDay(result).day === day ? result : null
}

function addHours([value, hours]: readonly Value[]): Value {
  const milliseconds = ((hours as bigint) * 3_600_000n) / one
  return writeInstant(Date.parse(value as string) + Number(milliseconds))
}

type Difference = (args: readonly Value[], context: EvaluationContext, node: CallNode) => number | null

const byDays = (reckon: (from: Day, to: Day) => number): Difference => {
  return (args, context, node) => {
    const [from, to] = [dayOf(args, context, node, 0), dayOf(args, context, node, 1)]
    return from === null || to === null ? null : reckon(from, to)
  }
}

/** An instant, or the first one of a day. */
function timeOf(args: readonly Value[], { timeZone }: EvaluationContext, node: CallNode, index: number): number {
  const value = args[index] as string
  return isInstant(node, index) ? Date.parse(value) : startOfDayNumber(dayNumber(value), timeZone)
}

const differences: Record<'days' | 'months' | 'years' | 'hours', Difference> = {
  days: byDays((from, to) => dayNumber(to) - dayNumber(from)),
  months: byDays(monthsBetween),
  years: byDays(yearsBetween),
  hours: (args, context, node) => {
    if (!isInstant(node, 0) && !isInstant(node, 1)) return (differences.days(args, context, node) ?? 0) * 24
    return Math.trunc((timeOf(args, context, node, 1) - timeOf(args, context, node, 0)) / 3_600_000)
  },
}

function yearsBetween(from: Day, to: Day): number {
  return Math.trunc(monthsBetween(from, to) / 12)
}

function dateDifference(args: readonly Value[], context: EvaluationContext, node: CallNode): Value {
  const difference = differences[args[2] as keyof typeof differences](args, context, node)
  return difference === null ? null : wholeNumber(difference)
}

function workdayAdd(args: readonly Value[], context: EvaluationContext, node: CallNode): Value {
  const day = dayOf(args, context, node)
  const count = wholeOf(args[1], -mostWorkdays - 1, mostWorkdays + 1)
  return day === null || Math.abs(count) > mostWorkdays ? null : addWorkdays(day, count, context.calendar)
}

function workdays(args: readonly Value[], context: EvaluationContext, node: CallNode): Value {
  const [from, to] = [dayOf(args, context, node, 0), dayOf(args, context, node, 1)]
  return from === null || to === null ? null : wholeNumber(countWorkdays(from, to, context.calendar))
}

const tokens: { readonly [token: string]: (local: string) => string } = {
  YYYY: (local) => local.slice(0, 4),
  YY: (local) => local.slice(2, 4),
  MM: (local) => local.slice(5, 7),
  M: (local) => String(Number(local.slice(5, 7))),
  DD: (local) => local.slice(8, 10),
  D: (local) => String(Number(local.slice(8, 10))),
  HH: (local) => local.slice(11, 13),
  H: (local) => String(Number(local.slice(11, 13))),
  mm: (local) => local.slice(14, 16),
  m: (local) => String(Number(local.slice(14, 16))),
  ss: (local) => local.slice(17, 19),
}

function formatDate([value, pattern]: readonly Value[], { timeZone }: EvaluationContext, node: CallNode): Value {
  const local = isInstant(node) ? localTimeOf(Date.parse(value as string), timeZone) : Date.parse(`${value}T00:00:00Z`)
  if (local === null || pattern === '') return null
  const clock = new Date(local).toISOString()
  return (pattern as string).replaceAll(/YYYY|YY|MM?|DD?|HH?|mm?|ss/g, (token) => tokens[token]?.(clock) ?? token)
}

export const dateFunctions = defineFunctions({
  date: {
    group: 'date',
    nullable: true,
    spelling: 'DATE',
    signature: 'year: num, month: num, day: num -> date',
    evaluate: dateOf,
  },
  datetime: {
    ...date,
    spelling: 'DATETIME',
    signature: 'date: date, hour?: num, minute?: num, second?: num -> datetime',
    evaluate: datetimeOf,
  },
  datevalue: {
    group: 'date',
    nullable: true,
    spelling: 'DATEVALUE',
    signature: 'text: text -> date',
    evaluate: readDate,
  },
  todate: {
    ...date,
    spelling: 'TODATE',
    signature: 'datetime: day -> date',
    evaluate: (args, context, node) => dayOf(args, context, node),
  },
  year: { ...part, spelling: 'YEAR', evaluate: ofDay((day) => partsOfDay(day).year) },
  month: { ...part, spelling: 'MONTH', evaluate: ofDay((day) => partsOfDay(day).month) },
  day: { ...part, spelling: 'DAY', evaluate: ofDay((day) => partsOfDay(day).day) },
  hour: {
    ...date,
    spelling: 'HOUR',
    signature: 'datetime: datetime -> num',
    evaluate: ofClock((time) => Math.floor(time / 3_600_000)),
  },
  minute: {
    ...date,
    spelling: 'MINUTE',
    signature: 'datetime: datetime -> num',
    evaluate: ofClock((time) => Math.floor(time / 60_000) % 60),
  },
  weekday: { ...part, spelling: 'WEEKDAY', evaluate: ofDay((day) => weekdayOf(dayNumber(day))) },
  isoweek: { ...part, spelling: 'ISOWEEK', evaluate: ofDay((day) => isoWeekOf(dayNumber(day))) },
  quarter: { ...part, spelling: 'QUARTER', evaluate: ofDay((day) => Math.ceil(partsOfDay(day).month / 3)) },
  adddays: { ...shift, spelling: 'ADDDAYS', signature: 'date: day, days: num -> date', evaluate: moved(addTo) },
  addmonths: {
    ...shift,
    spelling: 'ADDMONTHS',
    signature: 'date: day, months: num -> date',
    evaluate: moved(addMonths),
  },
  addyears: { ...shift, spelling: 'ADDYEARS', signature: 'date: day, years: num -> date', evaluate: moved(addYears) },
  addhours: {
    group: 'date',
    nullable: true,
    spelling: 'ADDHOURS',
    signature: 'datetime: datetime, hours: num -> datetime',
    evaluate: addHours,
  },
  datedif: {
    ...date,
    spelling: 'DATEDIF',
    signature: 'start: day, end: day, unit: unit(days|months|years|hours) -> num',
    evaluate: dateDifference,
  },
  startof: { ...bound, spelling: 'STARTOF', evaluate: boundOf('start') },
  endof: { ...bound, spelling: 'ENDOF', evaluate: boundOf('next') },
  workdayadd: {
    ...date,
    spelling: 'WORKDAYADD',
    signature: 'start: day, days: num -> date',
    uses: ['calendar', 'zone'],
    evaluate: workdayAdd,
  },
  workdays: {
    ...date,
    spelling: 'WORKDAYS',
    signature: 'start: day, end: day -> num',
    uses: ['calendar', 'zone'],
    evaluate: workdays,
  },
  age: {
    ...date,
    spelling: 'AGE',
    signature: 'birthday: date -> num',
    uses: ['now'],
    nullable: false,
    evaluate: ([birthday], { today }) => wholeNumber(yearsBetween(birthday as string, today)),
  },
  formatdate: {
    ...date,
    spelling: 'FORMATDATE',
    signature: 'date: day, pattern: words -> text',
    class: 'js',
    evaluate: formatDate,
  },
})
