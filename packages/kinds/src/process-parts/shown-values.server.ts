import { valueToJson } from '@mortise/expressions'
import type { Placeholder } from '@mortise/metadata'
import type { Question } from '../process-services.ts'

type Values = { [key: string]: string }

/** The values of a text, as they are written in each language. */
export async function shownValues(
  question: Question,
  placeholders: readonly Placeholder[] = [],
): Promise<{ zh: Values; en: Values }> {
  const shown = { zh: {} as Values, en: {} as Values }
  for (const { key, value } of placeholders) {
    const texts = await question.services.show(value)
    shown.zh[key] = texts.zh
    shown.en[key] = texts.en
  }
  return shown
}

/** The same values as programs read them: numbers as numbers, options as their keys. */
export async function jsonValues(
  question: Question,
  placeholders: readonly Placeholder[] = [],
): Promise<{ [key: string]: unknown }> {
  const values: { [key: string]: unknown } = {}
  for (const { key, value: stored } of placeholders) {
    const { type, value } = await question.services.evaluate(stored)
    values[key] = valueToJson(type, value)
  }
  return values
}
