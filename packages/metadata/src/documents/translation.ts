import { Type } from '../schema/type.ts'
import { documentBase, strict } from './common.ts'

/** The texts of an app in one more language: place of the text (`entity/customer#/fields/name/label`) → text. */
export const TranslationDocument = Type.Object(
  {
    ...documentBase('translation'),
    language: Type.String({ pattern: '^[a-z]{2}(-[A-Z]{2})?$' }),
    texts: Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 2000 })),
  },
  strict,
)
export type TranslationDocument = Type.Static<typeof TranslationDocument>
