import { Type } from '../schema/type.ts'
import { ColourName, documentBase, IconName, Key, Localized, strict } from './common.ts'
import { StoredExpressionSchema } from './stored-expression.ts'

/** Where a command is offered by itself. Forms show it where they have a button for it. */
export const commandPlaces = ['record', 'row', 'selection'] as const
export type CommandPlace = (typeof commandPlaces)[number]

/** One thing that a command does. `options` is checked against the schema of the action's type. */
export const CommandAction = Type.Object(
  {
    key: Key,
    type: Type.String({
      pattern: '^[a-z][a-z0-9_]{0,40}$',
      description: 'Type of action: update_fields, create_record, open_form, open_link, print, …',
    }),
    options: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  strict,
)
export type CommandAction = Type.Static<typeof CommandAction>

/** A field of the record that is asked for before the command runs, and written with it. */
export const CommandInput = Type.Object({ field: Key, required: Type.Optional(Type.Boolean()) }, strict)
export type CommandInput = Type.Static<typeof CommandInput>

/** A button: for whom and for which records, what it asks, what it does. */
export const CommandDocument = Type.Object(
  {
    ...documentBase('command'),
    entity: Key,
    icon: Type.Optional(IconName),
    colour: Type.Optional(ColourName),
    primary: Type.Optional(Type.Boolean({ description: 'Among the visible buttons; the others are in the menu.' })),
    position: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1000, description: 'Order among the commands of the table.' }),
    ),
    places: Type.Array(Type.Enum([...commandPlaces]), {
      maxItems: commandPlaces.length,
      description: 'Where it is offered by itself; none: only where a form has a button for it.',
    }),
    roles: Type.Optional(
      Type.Array(Key, {
        minItems: 1,
        maxItems: 50,
        description: 'People with one of these roles. Default: everybody.',
      }),
    ),
    when: Type.Optional(StoredExpressionSchema),
    confirm: Type.Optional(Localized),
    input: Type.Optional(Type.Array(CommandInput, { minItems: 1, maxItems: 20 })),
    actions: Type.Array(CommandAction, { minItems: 1, maxItems: 5, description: 'In order.' }),
    off: Type.Optional(Type.Boolean({ description: 'Kept, but offered to nobody.' })),
  },
  strict,
)
export type CommandDocument = Type.Static<typeof CommandDocument>
