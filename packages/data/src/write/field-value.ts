import type { FieldModel, ValueProblem } from '@mortise/metadata'
import { fits } from '@mortise/metadata/schema'

/** Whether a value of that field is its blank one. */
export function isBlank(field: FieldModel, value: unknown): boolean {
  if (value === null || value === undefined) return true
  return Array.isArray(field.kind.blank) && Array.isArray(value) && value.length === 0
}

/** The blank value of a field. */
export function blankOf(field: FieldModel): unknown {
  return field.kind.blank ?? null
}

/** The value in its one spelling, or the problem with it. */
export function normaliseValue(field: FieldModel, value: unknown): { value: unknown } | ValueProblem {
  if (value === null) return { value: blankOf(field) }
  if (field.kind.normalise) return field.kind.normalise(value as never, field.options as never, field)
  return fits(field.kind.value(field.options as never), value) ? { value } : { code: 'VALUE_INVALID' }
}
