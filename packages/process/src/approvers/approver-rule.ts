import { FieldPath, Filter, Key, nodeOption, StoredExpressionSchema } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

const strict = { additionalProperties: false } as const
const Person = Type.String({ minLength: 1, maxLength: 100, description: 'Id of a person.' })
const Weight = {
  weight: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1000, description: 'In votes. Default: 1.' })),
}

/** Whose manager, whose department: the initiator, or the person of a field of the record. */
const OfWhom = {
  of: Type.Optional(
    Type.Object({ field: FieldPath }, { ...strict, description: 'The person in this field. Default: the initiator.' }),
  ),
}

/** Who may be chosen, and how many. */
const Choice = {
  among: Type.Optional(
    Type.Object(
      {
        roles: Type.Optional(Type.Array(Key, { minItems: 1, maxItems: 20 })),
        departments: Type.Optional(
          Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
            minItems: 1,
            maxItems: 50,
            description: 'Ids; those below belong to them.',
          }),
        ),
      },
      { ...strict, description: 'Who has one of the roles, or is in one of the departments. Default: everybody.' },
    ),
  ),
  most: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'How many may be chosen. Default: 20.' })),
}

/** How people are found. A closed set. */
export const ApproverRule = Type.Union([
  Type.Object(
    { by: Type.Literal('users'), users: Type.Array(Person, { minItems: 1, maxItems: 100 }), ...Weight },
    strict,
  ),
  Type.Object(
    {
      by: Type.Literal('roles'),
      roles: Type.Array(Key, { minItems: 1, maxItems: 20 }),
      near: Type.Optional(
        Type.Boolean({ description: "Those of the initiator's department, else of the one above it, and so on." }),
      ),
      ...Weight,
    },
    strict,
  ),
  Type.Object(
    {
      by: Type.Literal('department_head'),
      ...OfWhom,
      up: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 20, description: 'So many departments above. Default: 0.' }),
      ),
      ...Weight,
    },
    strict,
  ),
  Type.Object({ by: Type.Literal('manager'), ...OfWhom, ...Weight }, strict),
  Type.Object(
    {
      by: Type.Literal('manager_chain'),
      ...OfWhom,
      levels: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, description: 'Default: up to the top.' })),
      untilRole: Type.Optional(Type.String({ ...Key, description: 'Up to the first who has this role, included.' })),
      untilTitle: Type.Optional(
        Type.String({ minLength: 1, maxLength: 100, description: 'Up to the first who has this title, included.' }),
      ),
      ...Weight,
    },
    strict,
  ),
  Type.Object({ by: Type.Literal('field'), field: FieldPath, ...Weight }, strict),
  Type.Object({ by: Type.Literal('initiator') }, strict),
  Type.Object({ by: Type.Literal('initiator_choice'), ...Choice }, strict),
  Type.Object({ by: Type.Literal('previous_choice'), ...Choice }, strict),
  Type.Object({ by: Type.Literal('query'), entity: Key, filter: Filter, field: FieldPath, ...Weight }, strict),
  Type.Object({ by: Type.Literal('found'), list: Key, field: FieldPath, ...Weight }, strict),
  Type.Object({ by: Type.Literal('formula'), value: StoredExpressionSchema, ...Weight }, strict),
])
export type ApproverRule = Type.Static<typeof ApproverRule>
export type ApproverBy = ApproverRule['by']

/** What happens when nobody is left: `incident` waits until somebody says how it goes on. */
export const WhenEmpty = Type.Union([
  Type.Object({ do: Type.Enum(['incident', 'pass', 'reject', 'administrator']) }, strict),
  Type.Object(
    {
      do: Type.Literal('users'),
      users: nodeOption(Type.Array(Person, { minItems: 1, maxItems: 20 }), {
        label: { zh: '指定的人', en: 'Who they are' },
        editor: 'users',
      }),
    },
    strict,
  ),
])
export type WhenEmpty = Type.Static<typeof WhenEmpty>

/** What happens when the initiator would decide on their own request. */
export const selfRules = ['keep', 'skip', 'manager', 'department_head'] as const
export type SelfRule = (typeof selfRules)[number]

/** Whether who agreed before is asked again: at the step before, or at any earlier one. */
export const repeatRules = ['off', 'adjacent', 'all'] as const
export const RepeatRule = Type.Object(
  {
    of: Type.Enum([...repeatRules]),
    watched: Type.Optional(
      Type.Array(FieldPath, {
        minItems: 1,
        maxItems: 50,
        description: 'Asked again all the same when one of these fields has changed since.',
      }),
    ),
  },
  strict,
)
export type RepeatRule = Type.Static<typeof RepeatRule>

export interface ApproverPolicies {
  whenEmpty: WhenEmpty
  self: SelfRule
  repeat: RepeatRule
}
