import { canonicalJson, deepEqual } from '@mortise/core'
import type { FieldModel } from '@mortise/metadata'

/** What a form holds: field key → API value. */
export type FormValues = { [field: string]: unknown }

/** A line as a form holds it. */
export type FormLine = { readonly id?: string; readonly [field: string]: unknown }

const noLines: readonly FormLine[] = []

/** The lines in the value of a sub-table field. */
export function linesIn(value: unknown): readonly FormLine[] {
  return Array.isArray(value) ? value : noLines
}

/** The blank value of a field. */
export function blankOf(field: FieldModel): unknown {
  return field.kind.blank ?? null
}

/** Whether a field has no value; a checkbox always has one. */
export function isBlankValue(field: FieldModel, value: unknown): boolean {
  if (field.kind.blank === false) return false
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Lines that did not change are the same objects as before, wherever they are now: by that they are known again. */
export function keepLines(before: readonly FormLine[], next: readonly FormLine[]): readonly FormLine[] {
  if (deepEqual(before, next)) return before
  const left = new Map<string, FormLine[]>()
  for (const line of before) {
    const name = canonicalJson(line as never)
    left.set(name, [...(left.get(name) ?? []), line])
  }
  return next.map((line) => left.get(canonicalJson(line as never))?.shift() ?? line)
}
