import { Type } from '../schema/type.ts'
import { ColourName, FieldPath, Key, Localized, strict } from './common.ts'
import { StoredExpressionSchema } from './stored-expression.ts'

/**
 * How a rule gives a field its value:
 *   always     the value is the rule's while it holds, and nobody else's
 *   on_change  filled in when something changes that it follows from; may be changed by hand
 *   if_blank   filled in while there is nothing; may be changed by hand
 */
export const setModes = ['always', 'on_change', 'if_blank'] as const
export type SetMode = (typeof setModes)[number]

export const messageLevels = ['error', 'warning', 'info'] as const
export type MessageLevel = (typeof messageLevels)[number]

const Fields = Type.Array(Key, { minItems: 1, maxItems: 200, description: 'Fields of the record, or of the line.' })
const Items = Type.Array(Key, {
  minItems: 1,
  maxItems: 200,
  description: 'Keys of other items: sections, single tabs and steps, texts, lists.',
})

/** What a rule does while its condition holds. */
export const FormAction = Type.Union([
  Type.Object(
    {
      do: Type.Enum(['show', 'hide', 'read_only', 'editable'], {
        description: 'What a rule shows is hidden unless one shows it; "editable" takes an earlier "read_only" back.',
      }),
      fields: Type.Optional(Fields),
      items: Type.Optional(Items),
    },
    strict,
  ),
  Type.Object(
    {
      do: Type.Enum(['require', 'optional'], { description: '"optional" takes an earlier "require" back.' }),
      fields: Fields,
    },
    strict,
  ),
  Type.Object(
    {
      do: Type.Literal('set'),
      field: Key,
      value: StoredExpressionSchema,
      mode: Type.Optional(Type.Enum([...setModes], { description: 'Default: on_change.' })),
    },
    strict,
  ),
  Type.Object(
    {
      do: Type.Literal('fill'),
      from: Type.String({ ...Key, description: 'A relation to one record; choosing another fills in anew.' }),
      values: Type.Array(
        Type.Object({ field: Key, path: Type.String({ ...FieldPath, description: 'What of that record.' }) }, strict),
        { minItems: 1, maxItems: 50 },
      ),
    },
    strict,
  ),
  Type.Object(
    {
      do: Type.Literal('options'),
      field: Key,
      options: Type.Optional(
        Type.Array(Key, { minItems: 1, maxItems: 1000, description: 'Selects: the options to choose from.' }),
      ),
      // Relations: a condition over the records to choose from; `outer` is the record of the form.
      where: Type.Optional(StoredExpressionSchema),
    },
    strict,
  ),
  Type.Object(
    {
      do: Type.Literal('message'),
      level: Type.Enum([...messageLevels], { description: 'An error keeps the record from being saved.' }),
      text: Localized,
      field: Type.Optional(Type.String({ ...Key, description: 'Where it is shown. Default: at the top of the form.' })),
    },
    strict,
  ),
  Type.Object(
    { do: Type.Literal('style'), colour: ColourName, fields: Type.Optional(Fields), items: Type.Optional(Items) },
    strict,
  ),
])
export type FormAction = Type.Static<typeof FormAction>

/** Under a condition, what a form does: all of it in expressions over the record as it is in the form. */
export const FormRule = Type.Object(
  {
    key: Key,
    label: Type.Optional(Localized),
    lines: Type.Optional(
      Type.String({ ...Key, description: 'A sub-table: the rule looks at each of its lines instead of the record.' }),
    ),
    when: Type.Optional(StoredExpressionSchema),
    actions: Type.Array(FormAction, { minItems: 1, maxItems: 50 }),
    off: Type.Optional(Type.Boolean({ description: 'Kept, but not in force.' })),
  },
  strict,
)
export type FormRule = Type.Static<typeof FormRule>
