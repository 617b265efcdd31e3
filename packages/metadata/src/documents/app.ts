import { Type } from '../schema/type.ts'
import { ColourName, documentBase, IconName, Key, strict } from './common.ts'

/** `app.json`: what the app is called and where it starts. */
export const AppDocument = Type.Object(
  {
    ...documentBase('app'),
    version: Type.String({
      pattern: '^\\d+\\.\\d+\\.\\d+$',
      description: 'Version of the pack (semantic versioning).',
    }),
    icon: Type.Optional(IconName),
    colour: Type.Optional(ColourName),
    menu: Type.Optional(Key),
    home: Type.Optional(Type.String({ ...Key, description: 'Key of the page that opens first.' })),
    homes: Type.Optional(
      Type.Array(
        Type.Object(
          { roles: Type.Array(Key, { minItems: 1, maxItems: 50 }), page: Key },
          { ...strict, description: 'Another first page for people with one of these roles; the first that suits.' },
        ),
        { maxItems: 50 },
      ),
    ),
  },
  strict,
)
export type AppDocument = Type.Static<typeof AppDocument>
