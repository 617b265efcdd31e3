import type { TextReading, ValueProblem } from '../contract/field-type.ts'
import type { FieldModel } from '../model/app-model.ts'
import { fits } from '../schema/fits.ts'

export interface Conversion {
  from: FieldModel
  to: FieldModel
  reading: TextReading
}

/**
 * A value of one field as a value of another one: as it is where it fits, else by way of what it says as a text. What
 * does not fit is a problem; nothing is rounded or cut.
 */
export function convertValue(value: unknown, { from, to, reading }: Conversion): { value: unknown } | ValueProblem {
  const direct = saysMoreThanItself(from, to) ? null : accept(value, to)
  if (direct && 'value' in direct) return direct
  let problem: ValueProblem = direct ?? { code: 'VALUE_INVALID' }
  for (const text of textsOf(value, from, to)) {
    const read = to.kind.fromText ? to.kind.fromText(text, to, reading) : text
    if (read === undefined) continue
    const result = accept(read, to)
    if ('value' in result) return result
    problem = result
  }
  return problem
}

/** A value as people read it. */
export function shownText(value: unknown, field: FieldModel, language: string): string {
  const text = field.kind.text?.(value as never, field, language)
  return text ?? (typeof value === 'string' ? value : JSON.stringify(value))
}

/** The key of an option says nothing outside of its option set. */
function saysMoreThanItself(from: FieldModel, to: FieldModel): boolean {
  return from.optionSet !== null && to.optionSet === null
}

/** First without separators and signs of currency, then as it is shown. */
function textsOf(value: unknown, from: FieldModel, to: FieldModel): string[] {
  const plain = (typeof value === 'string' || typeof value === 'number') && !saysMoreThanItself(from, to)
  const shown = ['zh', 'en'].map((language) => shownText(value, from, language))
  return [...new Set([...(plain ? [String(value)] : []), ...shown])]
}

function accept(value: unknown, to: FieldModel): { value: unknown } | ValueProblem {
  const { kind, options } = to
  if (kind.normalise) return kind.normalise(value as never, options as never, to)
  return fits(kind.value(options as never), value) ? { value } : { code: 'VALUE_INVALID' }
}
