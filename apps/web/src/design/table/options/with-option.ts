import type { FieldDocument } from '@mortise/metadata'

/** The field with an option, or without it. */
export function withOption(field: FieldDocument, name: string, value: unknown): FieldDocument {
  const { options = {}, ...rest } = field
  const { [name]: _, ...others } = options
  const next = value === undefined ? others : { ...others, [name]: value }
  return Object.keys(next).length > 0 ? { ...rest, options: next } : rest
}
