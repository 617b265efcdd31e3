import { Type } from '../schema/type.ts'
import { documentBase, strict } from './common.ts'
import { StoredExpressionSchema } from './stored-expression.ts'

/**
 * Which records: none, those the user owns, those of the user's department, that department and all below, or all.
 * The record's `owner` and `department` system fields decide.
 */
export const dataScopes = ['none', 'own', 'department', 'department_and_below', 'all'] as const
export type DataScope = (typeof dataScopes)[number]

/** What may be done with a field. `mask` shows that there is a value, and of it only what the field type gives away. */
export const fieldAccesses = ['none', 'mask', 'read', 'write'] as const
export type FieldAccess = (typeof fieldAccesses)[number]

const keyOrOthers = '^([a-z][a-z0-9_]{0,40}|\\*)$'

/** Records by scope, by a condition over each record, or both: then those of either. */
export const RowGrant = Type.Union([
  Type.Enum([...dataScopes]),
  Type.Object(
    {
      scope: Type.Optional(Type.Enum([...dataScopes])),
      where: StoredExpressionSchema,
    },
    strict,
  ),
])
export type RowGrant = Type.Static<typeof RowGrant>

/** Access to a field everywhere, or only on records for which a condition holds; on the others `otherwise`. */
export const FieldGrant = Type.Union([
  Type.Enum([...fieldAccesses]),
  Type.Object(
    {
      access: Type.Enum(['mask', 'read', 'write']),
      where: StoredExpressionSchema,
      otherwise: Type.Optional(
        Type.Enum(['none', 'mask', 'read'], { description: 'Less than "access". Default: "none".' }),
      ),
    },
    strict,
  ),
])
export type FieldGrant = Type.Static<typeof FieldGrant>

export const EntityGrant = Type.Object(
  {
    read: RowGrant,
    create: Type.Optional(Type.Boolean()),
    update: Type.Optional(RowGrant),
    delete: Type.Optional(RowGrant),
    fields: Type.Optional(
      Type.Record(Type.String({ pattern: keyOrOthers }), FieldGrant, {
        ...strict,
        description: 'Field key → access. "*" stands for all others; without it they are writable.',
      }),
    ),
  },
  strict,
)
export type EntityGrant = Type.Static<typeof EntityGrant>

/** A role of an app. What no role of a user grants, the user cannot do. Sub-tables follow their parent. */
export const RoleDocument = Type.Object(
  {
    ...documentBase('role'),
    design: Type.Optional(Type.Boolean({ description: 'May change and publish the app.' })),
    entities: Type.Record(Type.String({ pattern: keyOrOthers }), EntityGrant, {
      ...strict,
      description: 'Table key → rights. "*" stands for all tables not named.',
    }),
  },
  strict,
)
export type RoleDocument = Type.Static<typeof RoleDocument>
