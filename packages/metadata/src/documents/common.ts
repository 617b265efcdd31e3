import { Type } from '../schema/type.ts'

/** Keys are chosen once and never change; labels do. Two underscores together separate keys in physical names. */
export const keyPattern = '^(?!.*__)[a-z][a-z0-9_]{0,40}$'

export const Key = Type.String({
  pattern: keyPattern,
  description: 'Stable key: lower case letters, digits, underscore.',
})

/** A path of field keys from a record over to-one relations, at most three of them: `customer.parent.level`. */
export const FieldPath = Type.String({
  pattern: '^[a-z][a-z0-9_]{0,40}(\\.[a-z][a-z0-9_]{0,40}){0,3}$',
  description: 'A field of this table, or of a related one: customer.level',
})

/** Tags of further languages, such as `fr`, `pt-BR` and `zh-Hant`. Chinese and English have their own places. */
const languageTag = '^(?!(?:zh|en)$)[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'

/** A text in Chinese and English, and in as many other languages as wanted. */
export const Localized = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 2000 }), en: Type.String({ minLength: 1, maxLength: 2000 }) },
  {
    patternProperties: { [languageTag]: Type.String({ maxLength: 2000 }) },
    additionalProperties: false,
    description: 'Text in Chinese, English and optionally other languages.',
  },
)

/** Name of a Tabler icon, in kebab case: `building-store`. */
export const IconName = Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$' })

/** The ten hues of chips, icons and options. */
export const colourNames = [
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'indigo',
  'purple',
  'pink',
] as const
export const ColourName = Type.Enum([...colourNames])
export type ColourName = (typeof colourNames)[number]

/** Every document starts so. `format` is the version of the document's schema, for upgrading old documents. */
export function documentBase<Kind extends string>(kind: Kind) {
  return {
    $schema: Type.Optional(Type.String({ description: 'For editors only.' })),
    kind: Type.Literal(kind),
    key: Key,
    label: Localized,
    description: Type.Optional(Localized),
  }
}

export const strict = { additionalProperties: false } as const
