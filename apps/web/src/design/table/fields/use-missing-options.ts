import type { LocalizedText } from '@mortise/core'
import type { FieldDocument } from '@mortise/metadata'
import { useLocalize } from '@mortise/ui'
import { useDesign } from '../../draft/design-context.ts'

/** The names of the options that a field needs and has not got: which table, which formula. */
export function useMissingOptions({ type, options = {} }: FieldDocument): string[] {
  const localize = useLocalize()
  const { fieldTypes } = useDesign()
  if (!fieldTypes.has(type)) return []
  const schema = fieldTypes.get(type).options as unknown as {
    required?: readonly string[]
    properties: { readonly [name: string]: { label: LocalizedText } }
  }
  const missing = (schema.required ?? []).filter((name) => options[name] === undefined)
  return missing.flatMap((name) => (schema.properties[name] ? [localize(schema.properties[name].label)] : []))
}
