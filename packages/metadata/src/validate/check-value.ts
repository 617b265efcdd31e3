import { errorCatalogue, fillText, type LocalizedText } from '@mortise/core'
import type { TSchema } from 'typebox'
import type { ValueProblem } from '../contract/field-type.ts'
import type { FieldModel } from '../model/app-model.ts'
import { fillDefaults } from '../schema/fill-defaults.ts'
import { fits } from '../schema/fits.ts'

/** What is wrong with a value that a field is to hold, in words; null when it fits. */
export function valueProblem(field: FieldModel, value: unknown): LocalizedText | null {
  const { kind, options } = field
  if (kind.normalise) {
    const result = kind.normalise(value as never, options as never, field)
    return 'code' in result ? problemInWords(result) : null
  }
  return fits(kind.value(options as never), value) ? null : wrongForm
}

/** The message of a problem that a field type found. */
export function problemInWords({ code, params = {} }: ValueProblem): LocalizedText {
  const definition = errorCatalogue().get(code)
  if (!definition) return { zh: code, en: code }
  return fillText(definition, params)
}

/**
 * Whether one value can be compared with a field. Limits of the field (`min`, `maxLength`) do not count: a filter may
 * ask for what cannot be. Lists are compared with members.
 */
export function isComparable(field: FieldModel, value: unknown): boolean {
  const schema = comparedSchema(field)
  const given = Array.isArray(field.kind.blank) ? [value] : value
  return (
    fits(schema, given) || (field.kind.group === 'number' && typeof value === 'number' && fits(schema, String(value)))
  )
}

const wrongForm: LocalizedText = { zh: '形式不对。', en: 'It does not have the right form.' }

function comparedSchema({ kind, options }: FieldModel): TSchema {
  const required: readonly string[] = kind.options.required ?? []
  const needed = Object.fromEntries(Object.entries(options).filter(([name]) => required.includes(name)))
  return kind.value(fillDefaults(kind.options, needed) as never)
}
