import { localize } from '@mortise/core'
import type { FieldModel } from '@mortise/metadata'

/** The label of an option in a language; the key itself when the option is gone. */
export function optionLabel(field: FieldModel, key: string, language: string): string {
  const option = field.optionSet?.options.get(key)
  return option ? localize(option.label, language) : key
}
