import type { LocalizedText } from '@mortise/core'
import { convertValue, type EntityModel, type FieldModel, shownText, type TextReading } from '@mortise/metadata'
import type { FormValues } from './form-values.ts'

/** What was typed and has no place in the form any more, since the app was published anew. */
export interface LeftBehind {
  field: string
  label: LocalizedText
  text: LocalizedText
}

interface Renewal {
  before: EntityModel
  after: EntityModel
  reading: TextReading
}

/** Takes what was typed over to a table that was changed meanwhile; values go as they do in the records themselves. */
export function carryValues(typed: FormValues, { before, after, reading }: Renewal) {
  const values: FormValues = {}
  const left: LeftBehind[] = []
  for (const [key, value] of Object.entries(typed)) {
    const [from, to] = [before.fields.get(key), after.fields.get(key)]
    if (from && to && from.type === to.type) values[key] = value
    else if (from) {
      const carried = to && isText(value) ? convertValue(value, { from, to, reading }) : null
      if (carried && 'value' in carried) values[key] = carried.value
      else if (value !== null && value !== '') left.push({ field: key, label: from.label, text: inWords(value, from) })
    }
  }
  return { values, left }
}

const isText = (value: unknown) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

function inWords(value: unknown, field: FieldModel): LocalizedText {
  return { zh: shownText(value, field, 'zh'), en: shownText(value, field, 'en') }
}
