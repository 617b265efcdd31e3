import { Type } from '../schema/type.ts'
import { documentBase, Key, Localized, strict } from './common.ts'
import { Filter } from './filter.ts'
import { Placeholders } from './placeholder.ts'
import { StoredExpressionSchema } from './stored-expression.ts'

/** Most nodes of one process, and most lines between them. */
export const processLimits = { nodes: 500, transitions: 1000 } as const

/** One node. `options` is checked against the schema of the node's type. */
export const ProcessNode = Type.Object(
  {
    key: Key,
    type: Type.String({
      pattern: '^[a-z][a-z0-9_]{0,40}$',
      description: 'Type of node: start, approval, exclusive, set_fields, …',
    }),
    label: Type.Optional(Localized),
    description: Type.Optional(Localized),
    in: Type.Optional(
      Type.String({ ...Key, description: 'The sub-process, loop or event handler that it stands in. Default: none.' }),
    ),
    on: Type.Optional(Type.String({ ...Key, description: 'Events at a node: the node that they happen at.' })),
    compensation: Type.Optional(
      Type.String({
        ...Key,
        description: 'The node that takes back what this one did, when somebody returns across it.',
      }),
    ),
    irreversible: Type.Optional(
      Type.Boolean({ description: 'What it does cannot be taken back: returning across it has to be confirmed.' }),
    ),
    options: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  strict,
)
export type ProcessNode = Type.Static<typeof ProcessNode>

/** How people decided at a node, as lines ask for it. */
export const nodeOutcomes = ['approved', 'rejected', 'handled'] as const

/** One line. Without a condition it is always taken; the first that holds is, where only one can be. */
export const ProcessTransition = Type.Object(
  {
    key: Key,
    from: Key,
    to: Key,
    label: Type.Optional(Localized),
    when: Type.Optional(StoredExpressionSchema),
    outcome: Type.Optional(
      Type.Object(
        { of: Key, is: Type.Enum([...nodeOutcomes]) },
        { ...strict, description: 'Taken when the people of an earlier node decided so.' },
      ),
    ),
    otherwise: Type.Optional(Type.Literal(true, { description: 'Taken when no other line is.' })),
  },
  strict,
)
export type ProcessTransition = Type.Static<typeof ProcessTransition>

/** By hand: who finds it at which records. */
export const StartByHand = Type.Object(
  {
    roles: Type.Optional(
      Type.Array(Key, {
        minItems: 1,
        maxItems: 50,
        description: 'People with one of these roles. Default: everybody.',
      }),
    ),
    when: Type.Optional(StoredExpressionSchema),
  },
  strict,
)

/** By itself, when a record of the table is made or changed. */
export const StartByRecord = Type.Object(
  {
    on: Type.Array(Type.Enum(['create', 'update']), { minItems: 1, maxItems: 2 }),
    fields: Type.Optional(
      Type.Array(Key, { minItems: 1, maxItems: 50, description: 'Changes of these fields only. Default: of any.' }),
    ),
    when: Type.Optional(StoredExpressionSchema),
  },
  strict,
)

/** When a schedule comes round. */
export const scheduleEvery = ['hour', 'day', 'working_day', 'week', 'month'] as const

/** By itself, again and again: once for each record that matches, or once where the process is about no record. */
export const StartBySchedule = Type.Object(
  {
    every: Type.Enum([...scheduleEvery]),
    at: Type.Optional(
      Type.String({
        pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
        description: 'In the time zone of the workspace; of an hour only the minutes count. Default: 09:00.',
      }),
    ),
    weekday: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 7, description: 'Of a week: 1 is Monday. Default: 1.' }),
    ),
    day: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 31, description: 'Of a month; a shorter one ends earlier. Default: 1.' }),
    ),
    filter: Type.Optional(Filter),
  },
  strict,
)
export type StartBySchedule = Type.Static<typeof StartBySchedule>

export const ProcessStarts = Type.Object(
  {
    hand: Type.Optional(StartByHand),
    record: Type.Optional(StartByRecord),
    schedule: Type.Optional(StartBySchedule),
    several: Type.Optional(
      Type.Boolean({
        description:
          'More than one may be under way about a record at the same time. Default: one, others are refused.',
      }),
    ),
  },
  { ...strict, description: 'How it is started. Without any of them only another process can call it.' },
)
export type ProcessStarts = Type.Static<typeof ProcessStarts>

/** What an instance is called in lists of to-dos: `{number} {customer}`. */
export const ProcessTitle = Type.Object(
  { text: Localized, placeholders: Type.Optional(Placeholders) },
  { ...strict, description: 'Default: the title of the record.' },
)

const Place = Type.Object({ x: Type.Integer(), y: Type.Integer() }, strict)

/** What people and the system do in turn, mostly about one record. */
export const ProcessDocument = Type.Object(
  {
    ...documentBase('process'),
    entity: Type.Optional(Type.String({ ...Key, description: 'The table whose record it is about.' })),
    title: Type.Optional(ProcessTitle),
    start: Type.Optional(ProcessStarts),
    lock: Type.Optional(
      Type.Boolean({
        description: 'While it runs, the record is changed only by it and through its tasks. Default: as roles say.',
      }),
    ),
    nodes: Type.Array(ProcessNode, { minItems: 1, maxItems: processLimits.nodes }),
    transitions: Type.Array(ProcessTransition, { maxItems: processLimits.transitions }),
    layout: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$' }), Place, {
        description: 'Where nodes are drawn, in pixels. Default: placed by themselves.',
      }),
    ),
    insight: Type.Optional(
      Type.Object(
        { roles: Type.Array(Key, { minItems: 1, maxItems: 50 }) },
        {
          ...strict,
          description:
            'Roles that see how long instances take, and who has how much to do. Default: who designs the app.',
        },
      ),
    ),
    off: Type.Optional(Type.Boolean({ description: 'Kept, but not started any more.' })),
  },
  strict,
)
export type ProcessDocument = Type.Static<typeof ProcessDocument>
