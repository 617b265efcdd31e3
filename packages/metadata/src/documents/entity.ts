import { Type } from '../schema/type.ts'
import { ColourName, documentBase, IconName, Key, Localized, strict } from './common.ts'

/** One field. `options` is checked against the schema of the field's type. */
export const FieldDocument = Type.Object(
  {
    key: Key,
    type: Type.String({
      pattern: '^[a-z][a-z0-9_]{0,40}$',
      description: 'Field type: text, integer, select, relation, …',
    }),
    label: Localized,
    help: Type.Optional(Localized),
    required: Type.Optional(Type.Boolean()),
    unique: Type.Optional(
      Type.Boolean({ description: 'No two records have the same value (blank is allowed many times).' }),
    ),
    indexed: Type.Optional(Type.Boolean({ description: 'Make an index although no view asks for one.' })),
    searchable: Type.Optional(
      Type.Boolean({ description: 'Found by the search box; two Chinese characters are enough.' }),
    ),
    default: Type.Optional(
      Type.Unknown({ description: 'A value, or {"ctx":"user"}, {"ctx":"department"}, {"ctx":"today"}.' }),
    ),
    options: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    archived: Type.Optional(Type.Boolean({ description: 'Taken out of use; the column and its values stay.' })),
  },
  strict,
)
export type FieldDocument = Type.Static<typeof FieldDocument>

/** What rows of figures of a process are about: each instance, each time that a step was passed, each person asked. */
export const figureKinds = ['instances', 'steps', 'people'] as const
export type FigureKind = (typeof figureKinds)[number]

/** A table: its fields, what a record is called by, what must be unique. */
export const EntityDocument = Type.Object(
  {
    ...documentBase('entity'),
    plural: Type.Optional(Localized),
    icon: Type.Optional(IconName),
    colour: Type.Optional(ColourName),
    titleField: Type.String({ ...Key, description: 'The field a record is called by.' }),
    parentField: Type.Optional(
      Type.String({ ...Key, description: 'Makes this a sub-table: the relation to the record that owns these lines.' }),
    ),
    fields: Type.Array(FieldDocument, { minItems: 1, maxItems: 500 }),
    indexes: Type.Optional(
      Type.Array(
        Type.Object(
          { key: Key, fields: Type.Array(Key, { minItems: 1, maxItems: 6 }), unique: Type.Optional(Type.Boolean()) },
          strict,
        ),
      ),
    ),
    duplicateChecks: Type.Optional(
      Type.Array(
        Type.Object(
          {
            key: Key,
            fields: Type.Array(Key, { minItems: 1, maxItems: 6 }),
            mode: Type.Enum(['refuse', 'warn']),
            message: Type.Optional(Localized),
          },
          strict,
        ),
      ),
    ),
    figures: Type.Optional(
      Type.Object(
        { of: Type.Enum([...figureKinds]), process: Key },
        {
          ...strict,
          description: 'Rows are figures of a process, which nobody writes.',
        },
      ),
    ),
    archived: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type EntityDocument = Type.Static<typeof EntityDocument>

/** Fields that every table has; their keys cannot be used for others. Labels are in the metadata model. */
export const systemFieldKeys = [
  'id',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'owner',
  'department',
  'archived_at',
  'position',
] as const
export type SystemFieldKey = (typeof systemFieldKeys)[number]
