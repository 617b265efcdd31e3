import type { FieldModel } from '@mortise/metadata'

/** The key of the option with that label, in any language, or with that key; undefined when there is none. */
export function parseOptionText(input: string, field: FieldModel): string | undefined {
  const text = fold(input)
  for (const option of field.optionSet?.options.values() ?? []) {
    if (Object.values(option.label).some((label) => fold(label) === text)) return option.key
  }
  const key = input.trim()
  return field.optionSet?.options.has(key) ? key : undefined
}

/** Several options, separated as people separate them. */
export function parseOptionList(input: string, field: FieldModel): string[] | undefined {
  const parts = input.split(/[,，、;；|\n]/).filter((part) => part.trim() !== '')
  const keys = parts.map((part) => parseOptionText(part, field))
  return keys.every((key) => key !== undefined) ? [...new Set(keys)].sort() : undefined
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}
