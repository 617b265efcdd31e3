import { Type } from 'typebox'
import { documentBase, strict } from './common.ts'

/**
 * Which records: none, those the user owns, those of the user's department, that department and all below, or all.
 * The record's `owner` and `department` system fields decide.
 */
export const dataScopes = ['none', 'own', 'department', 'department_and_below', 'all'] as const
export type DataScope = (typeof dataScopes)[number]

/** What may be done with a field. `mask` shows that there is a value, and of it only what the field type gives away. */
export const fieldAccesses = ['none', 'mask', 'read', 'write'] as const
export type FieldAccess = (typeof fieldAccesses)[number]

export const EntityGrant = Type.Object(
  {
    read: Type.Enum([...dataScopes]),
    create: Type.Optional(Type.Boolean()),
    update: Type.Optional(Type.Enum([...dataScopes])),
    delete: Type.Optional(Type.Enum([...dataScopes])),
    fields: Type.Optional(
      Type.Record(Type.String({ pattern: '^([a-z][a-z0-9_]{0,40}|\\*)$' }), Type.Enum([...fieldAccesses]), {
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
    entities: Type.Record(Type.String({ pattern: '^([a-z][a-z0-9_]{0,40}|\\*)$' }), EntityGrant, {
      ...strict,
      description: 'Table key → rights. "*" stands for all tables not named.',
    }),
  },
  strict,
)
export type RoleDocument = Type.Static<typeof RoleDocument>
