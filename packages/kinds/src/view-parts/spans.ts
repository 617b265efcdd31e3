import type { EntityRecord } from '@mortise/data'
import { type Day, dayAt, dayNumber } from '@mortise/expressions'
import { type FieldModel, type Filter, shownField } from '@mortise/metadata'
import { instantAt, wallTime } from '../values/wall-time.ts'

/** A day on the wall, and the minute of it; null for the whole day. */
export interface Moment {
  day: Day
  minute: number | null
}

/** From when to when a record lasts. A span of whole days includes its last one. */
export interface Span {
  start: Moment
  end: Moment
}

/** Fields that a record's span is read from and written to. */
export interface SpanFields {
  start: FieldModel
  end: FieldModel | null
}

const [firstDay, lastDay] = ['0001-01-01', '9999-12-31']
const minutesPerDay = 1440
/** How long something lasts that only says when it begins. */
const usualMinutes = 60

export function addDays(day: Day, count: number): Day {
  return dayAt(dayNumber(day) + count) ?? (count < 0 ? firstDay : lastDay)
}

export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** The days of a span of days, both ends included. */
export function daysOf(from: Day, to: Day): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index))
}

/** Monday of the week that a day is in. */
export function weekStart(day: Day): Day {
  return addDays(day, -weekdayOf(day))
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: Day): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

export function isTimed(field: FieldModel): boolean {
  return shownField(field).type === 'datetime'
}

/** The value of a field as it stands on the wall of a zone; null where there is none. */
export function readMoment(value: unknown, field: FieldModel, timeZone: string): Moment | null {
  if (typeof value !== 'string' || value === '') return null
  if (!isTimed(field)) return { day: value.slice(0, 10), minute: null }
  const { day, time } = wallTime(value, timeZone)
  return { day, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) }
}

/** What a field has to hold for a moment; a whole day becomes its first minute where the field has a time. */
export function writeMoment({ day, minute }: Moment, field: FieldModel, timeZone: string): string {
  if (!isTimed(field)) return day
  const at = minute ?? 0
  const time = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
  return instantAt({ day, time }, timeZone)
}

/** When a record begins and ends; null for one that does not say when it begins. */
export function spanOf(record: EntityRecord, { start, end }: SpanFields, timeZone: string): Span | null {
  const from = readMoment(record[start.key], start, timeZone)
  if (!from) return null
  const to = end && readMoment(record[end.key], end, timeZone)
  if (to && compareMoments(to, from) >= 0) return { start: from, end: to }
  return { start: from, end: from.minute === null ? from : addMinutes(from, usualMinutes) }
}

/** The last day that a span touches: what ends at midnight is over the day before. */
export function lastDayOf({ start, end }: Span): Day {
  return end.minute === 0 && end.day > start.day ? addDays(end.day, -1) : end.day
}

/** Whether it is drawn as a bar over days instead of a block of hours. */
export function isWholeDays(span: Span): boolean {
  return span.start.minute === null || span.end.minute === null || lastDayOf(span) !== span.start.day
}

/** Moves a moment; whole days move by days only. */
export function addMinutes(moment: Moment, minutes: number): Moment {
  if (moment.minute === null) return moment
  const total = moment.minute + minutes
  const days = Math.floor(total / minutesPerDay)
  return { day: addDays(moment.day, days), minute: total - days * minutesPerDay }
}

export function shiftMoment({ day, minute }: Moment, days: number, minutes = 0): Moment {
  return addMinutes({ day: addDays(day, days), minute }, minutes)
}

export function shiftSpan({ start, end }: Span, days: number, minutes = 0): Span {
  return { start: shiftMoment(start, days, minutes), end: shiftMoment(end, days, minutes) }
}

/** Another end, but never one before the beginning. */
export function withEnd(span: Span, end: Moment): Span {
  return compareMoments(end, span.start) < 0 ? { ...span, end: { ...span.start } } : { ...span, end }
}

/** Another beginning, but never one after the end. */
export function withStart(span: Span, start: Moment): Span {
  return compareMoments(start, span.end) > 0 ? { ...span, start: { ...span.end } } : { ...span, start }
}

export function compareMoments(a: Moment, b: Moment): number {
  return daysBetween(b.day, a.day) || (a.minute ?? 0) - (b.minute ?? 0)
}

/** The values that a span is written as: only those that differ, and an end only where the record has a field for it. */
export function spanValues(
  before: Span,
  after: Span,
  { start, end }: SpanFields,
  timeZone: string,
  hadEnd: boolean,
): { [field: string]: string } {
  const values: { [field: string]: string } = {}
  if (compareMoments(before.start, after.start) !== 0) values[start.key] = writeMoment(after.start, start, timeZone)
  const longer = spanLength(before) !== spanLength(after)
  if (end && (hadEnd || longer) && compareMoments(before.end, after.end) !== 0)
    values[end.key] = writeMoment(after.end, end, timeZone)
  return values
}

function spanLength({ start, end }: Span): number {
  return daysBetween(start.day, end.day) * minutesPerDay + (end.minute ?? 0) - (start.minute ?? 0)
}

/** The records that touch a span of days, both ends included. */
export function spanFilter({ start, end }: SpanFields, from: Day, to: Day, timeZone: string): Filter {
  const notAfter: Filter = isTimed(start)
    ? { field: start.key, op: 'lt', value: writeMoment({ day: addDays(to, 1), minute: 0 }, start, timeZone) }
    : { field: start.key, op: 'lte', value: to }
  const notBefore = (field: FieldModel): Filter => ({
    ...{ field: field.key, op: 'gte' },
    value: writeMoment({ day: from, minute: 0 }, field, timeZone),
  })
  if (!end) return { and: [notAfter, notBefore(start)] }
  return {
    and: [notAfter, { or: [notBefore(end), { and: [{ field: end.key, op: 'blank' }, notBefore(start)] }] }],
  }
}

const keySteps: { readonly [key: string]: { days: number; minutes: number; weeks: number } } = {
  ArrowLeft: { days: -1, minutes: 0, weeks: 0 },
  ArrowRight: { days: 1, minutes: 0, weeks: 0 },
  ArrowUp: { days: 0, minutes: -30, weeks: -1 },
  ArrowDown: { days: 0, minutes: 30, weeks: 1 },
}

/** Where an arrow key moves a span, or its end with Shift: by days, and up and down by half hours or weeks. */
export function steppedSpan(
  span: Span,
  { key, shiftKey }: { key: string; shiftKey: boolean },
  resizable: boolean,
): Span | null {
  const step = keySteps[key]
  if (!step || (shiftKey && !resizable)) return null
  const timed = span.start.minute !== null
  const days = step.days + (timed ? 0 : step.weeks * 7)
  const minutes = timed ? step.minutes : 0
  return shiftKey ? withEnd(span, shiftMoment(span.end, days, minutes)) : shiftSpan(span, days, minutes)
}
