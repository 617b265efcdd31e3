import { Type } from '../schema/type.ts'
import { documentBase, Key, Localized, strict } from './common.ts'
import { StoredExpressionSchema } from './stored-expression.ts'

/** What visitors hear when there is such a record already. */
export const publicDuplicates = ['hide', 'tell'] as const
export type PublicDuplicates = (typeof publicDuplicates)[number]

const Count = Type.Integer({ minimum: 1, maximum: 1_000_000 })

/** A moment, with its zone: dates of a form that is open to the world are the same for everybody. */
const Instant = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})$',
  description: 'A moment: 2026-11-30T18:00:00+08:00',
})

/** A value of the address: `?name=` in the link. */
export const PublicParameter = Type.Object(
  {
    name: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,39}$', description: 'As in the link: ?name=…' }),
    field: Type.String({ ...Key, description: 'The field that gets the value.' }),
    match: Type.Optional(
      Type.String({
        ...Key,
        description: 'Relations: the field of the other table that holds the value, such as a code.',
      }),
    ),
  },
  strict,
)
export type PublicParameter = Type.Static<typeof PublicParameter>

/** A relation that visitors choose in: they see titles of these records and nothing else. */
export const PublicChoice = Type.Object(
  { field: Key, where: Type.Optional(StoredExpressionSchema) },
  { ...strict, description: 'The records that may be found: those for which "where" holds. Default: all.' },
)
export type PublicChoice = Type.Static<typeof PublicChoice>

export const PublicLimits = Type.Object(
  {
    total: Type.Optional(Type.Integer({ ...Count, description: 'Answers in all.' })),
    perDevice: Type.Optional(Type.Integer({ ...Count, description: 'Answers from one browser.' })),
    perAddress: Type.Optional(
      Type.Object(
        { count: Count, hours: Type.Integer({ minimum: 1, maximum: 720 }) },
        { ...strict, description: 'Answers from one network address within so many hours.' },
      ),
    ),
    perValue: Type.Optional(
      Type.Object(
        { field: Key, count: Count },
        { ...strict, description: 'Answers with the same value of a field, such as a phone number.' },
      ),
    ),
  },
  strict,
)
export type PublicLimits = Type.Static<typeof PublicLimits>

/**
 * A form that people fill in by a link, without signing in. What is not named here can neither be seen nor set. Whether
 * it is switched on, and under which link, is no part of the app: see docs/public-forms.md.
 */
export const PublicFormDocument = Type.Object(
  {
    ...documentBase('public_form'),
    form: Type.String({ ...Key, description: 'The form whose layout and rules it has.' }),
    intro: Type.Optional(Localized),
    fields: Type.Array(Key, {
      minItems: 1,
      maxItems: 200,
      description: 'What visitors fill in: fields that the form shows.',
    }),
    values: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$' }), Type.Unknown(), {
        description: 'Values that every record gets and visitors never see.',
      }),
    ),
    parameters: Type.Optional(
      Type.Array(PublicParameter, {
        maxItems: 20,
        description: 'Fields among "fields" are filled in beforehand; others are set without being shown.',
      }),
    ),
    choices: Type.Optional(Type.Array(PublicChoice, { maxItems: 20 })),
    opens: Type.Optional(Instant),
    closes: Type.Optional(Instant),
    limits: Type.Optional(PublicLimits),
    duplicates: Type.Optional(
      Type.Enum([...publicDuplicates], {
        description:
          'When there is such a record already: take it as answered (hide), or say so (tell). Default: hide.',
      }),
    ),
    files: Type.Optional(
      Type.Object(
        { maxSizeMb: Type.Integer({ minimum: 1, maximum: 100 }) },
        { ...strict, description: 'Files may be uploaded, each up to this size. Default: none.' },
      ),
    ),
    thanks: Type.Optional(
      Type.Object(
        {
          text: Type.Optional(Localized),
          link: Type.Optional(
            Type.String({ pattern: '^https://[^\\s<>"]+$', maxLength: 1000, description: 'Where to go on to.' }),
          ),
          again: Type.Optional(Type.Boolean({ description: 'Offers to fill in another one.' })),
        },
        strict,
      ),
    ),
    language: Type.Optional(
      Type.Enum(['zh', 'en'], { description: 'The language it starts in. Default: that of the browser.' }),
    ),
  },
  strict,
)
export type PublicFormDocument = Type.Static<typeof PublicFormDocument>
