import { Type } from '../schema/type.ts'
import { ColourName, documentBase, Key, Localized, strict } from './common.ts'

/** The choices of select fields. Order is the order shown and sorted by; an option in use is archived, never removed. */
export const OptionSetDocument = Type.Object(
  {
    ...documentBase('option_set'),
    options: Type.Array(
      Type.Object(
        { key: Key, label: Localized, colour: Type.Optional(ColourName), archived: Type.Optional(Type.Boolean()) },
        strict,
      ),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  strict,
)
export type OptionSetDocument = Type.Static<typeof OptionSetDocument>
export type OptionDocument = OptionSetDocument['options'][number]
