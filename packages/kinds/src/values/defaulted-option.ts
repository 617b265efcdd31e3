import { type OptionEditor, option } from '@mortise/metadata'
import { type TSchema, Type } from '@mortise/metadata/schema'

interface Annotation {
  label: { zh: string; en: string }
  editor?: OptionEditor
}

/** An option that a document may leave out and that is always there in a model, because its schema has a default. */
export function defaultedOption<Schema extends TSchema>(schema: Schema, annotation: Annotation): Schema {
  // Optional in documents, filled in by compileApp: kinds read it as present.
  return Type.Optional(option(schema, annotation)) as unknown as Schema
}

/** An option that a document may leave out, and that then does not exist. */
export function optionalOption<Schema extends TSchema>(schema: Schema, annotation: Annotation) {
  return Type.Optional(option(schema, annotation))
}
