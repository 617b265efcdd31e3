import { deepEqual } from '@mortise/core'
import type { FieldModel } from '@mortise/metadata'

/** What a form holds: field key → API value. */
export type FormValues = { [field: string]: unknown }

/** What may be known about the moment a record is made, for defaults that depend on it. */
export interface Moment {
  userId: string
  departmentId: string | null
  now: Date
  timeZone: string
}

/** The values a new record starts with: defaults, then what was given (a prefilled relation, say). */
export function newValues(fields: readonly FieldModel[], given: FormValues, moment: Moment): FormValues {
  const values: FormValues = {}
  for (const field of fields) {
    const start = defaultOf(field, moment)
    if (start !== undefined) values[field.key] = start
    else if (isWritable(field)) values[field.key] = blankOf(field)
  }
  return { ...values, ...given }
}

/** The values of an existing record, with blanks filled in. */
export function recordValues(fields: readonly FieldModel[], record: FormValues): FormValues {
  return Object.fromEntries(fields.map((field) => [field.key, record[field.key] ?? blankOf(field)]))
}

/** Only what differs from where the form started: what has to be saved. */
export function changedValues(start: FormValues, values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values)
      .map(([key, value]) => [key, value ?? null] as const)
      .filter(([key, value]) => !deepEqual(value, start[key] ?? null)),
  )
}

export function blankOf(field: FieldModel): unknown {
  return field.kind.blank ?? null
}

export function isBlank(field: FieldModel, value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    deepEqual(value, field.kind.blank)
  )
}

export function isWritable(field: FieldModel): boolean {
  return field.kind.writable !== false
}

/** Fields that must have a value and have none; a checkbox always has one. `required` are those the form demands. */
export function missingFields(
  fields: readonly FieldModel[],
  values: FormValues,
  required: ReadonlySet<string>,
): FieldModel[] {
  return fields.filter(
    (field) =>
      (field.required || required.has(field.key)) &&
      isWritable(field) &&
      field.kind.blank !== false &&
      isBlank(field, values[field.key]),
  )
}

/** What a new record sends: what was filled in. Blanks are the server's to fill. */
export function filledValues(fields: ReadonlyMap<string, FieldModel>, values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => {
      const field = fields.get(key)
      return field !== undefined && isWritable(field) && !isBlank(field, value)
    }),
  )
}

/** The values of the same fields as another set has. */
export function pickValues(values: FormValues, like: FormValues): FormValues {
  return Object.fromEntries(Object.keys(like).map((key) => [key, values[key] ?? null]))
}

function defaultOf(field: FieldModel, moment: Moment): unknown {
  const value = field.document.default
  if (value === undefined || !isWritable(field)) return undefined
  const context = typeof value === 'object' && value !== null ? (value as { ctx?: string; add?: number }) : null
  if (!context?.ctx) return value
  return contextDefaults[context.ctx]?.(moment, context.add ?? 0)
}

const contextDefaults: { [context: string]: (moment: Moment, add: number) => unknown } = {
  user: ({ userId }) => userId,
  department: ({ departmentId }) => departmentId,
  now: ({ now }) => now.toISOString(),
  today: ({ now, timeZone }, add) => dayIn(timeZone, new Date(now.getTime() + add * 86_400_000)),
}

/** The day that an instant falls on in a zone, as YYYY-MM-DD. */
export function dayIn(timeZone: string, instant: Date): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return day.format(instant)
}
