import { Type } from '@mortise/metadata/schema'

/** Building blocks of the schemas beside the routes. */
export const strict = { additionalProperties: false } as const

export const AppKey = Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$' })
export const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
/** Of an app. */
export const RevisionNumber = Type.String({ pattern: '^[1-9]\\d{0,8}$' })
export const Email = Type.String({ maxLength: 254, pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$' })
export const PersonName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
export const NewPassword = Type.String({ minLength: 8, maxLength: 128 })
export const Language = Type.Enum(['zh', 'en'])
export const Nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

export const NoBody = Type.Optional(Type.Union([Type.Object({}, strict), Type.Null()]))
export const NoQuery = Type.Object({}, strict)

export const AppParams = Type.Object({ app: AppKey }, strict)
export type AppParams = Type.Static<typeof AppParams>
export const IdParams = Type.Object({ id: Id }, strict)
export type IdParams = Type.Static<typeof IdParams>
export const AppIdParams = Type.Object({ app: AppKey, id: Id }, strict)
export type AppIdParams = Type.Static<typeof AppIdParams>
export const EntityParams = Type.Object({ app: AppKey, entity: AppKey }, strict)
export type EntityParams = Type.Static<typeof EntityParams>
export const RecordParams = Type.Object({ app: AppKey, entity: AppKey, id: Id }, strict)
export type RecordParams = Type.Static<typeof RecordParams>

/** Makes a second click the first one. */
export const Click = Type.String({ minLength: 8, maxLength: 64 })
export const Number32 = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })
/** Values of a record by the keys of its fields. */
export const Values = Type.Object({}, { additionalProperties: true, maxProperties: 600 })
/** Ids of expressions of the rules of a form. */
export const FormParts = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 1000 })
/** A form with a sub-table of a thousand lines is larger than a record. */
export const formLimit = 5 * 1024 * 1024
/** People whom somebody chose for nodes. */
export const Chosen = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$' }),
  Type.Array(Id, { maxItems: 100, uniqueItems: true }),
  { additionalProperties: false, maxProperties: 100 },
)

export const InstanceParams = Type.Object({ instance: Id }, strict)
export type InstanceParams = Type.Static<typeof InstanceParams>
export const InstanceStepParams = Type.Object(
  { instance: Id, step: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }) },
  strict,
)
export type InstanceStepParams = Type.Static<typeof InstanceStepParams>
