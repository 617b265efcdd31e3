import { type RawBuilder, sql } from 'kysely'
import type { ContextName } from '../model/expression.ts'
import type { SchemaField } from '../model/expression-schema.ts'
import type { FieldStep } from '../model/typed-node.ts'
import type { EvaluationContext } from '../model/value.ts'
import type { SqlColumn, SqlEnvironment, SqlPlace, SqlRows } from '../sql/sql-place.ts'
import { sampleRelations } from './sample-records.ts'
import { type SampleTable, sampleColumns, sampleNamespace } from './sample-tables.ts'

/** The row of a sample table under an alias, and what can be reached from it. Nobody's rights apply. */
export function samplePlace(table: SampleTable, alias: string, nextAlias: () => string): SqlPlace {
  const field = (steps: readonly FieldStep[], target: SchemaField): SqlColumn =>
    columnAt(table, alias, [...steps.map((step) => step.field), target], nextAlias)
  return {
    field,
    many(steps, relation) {
      const last = steps.at(-1)
      const owner = last ? field(steps.slice(0, -1), last.field).sql : sql.ref(`${alias}.id`)
      const entity = last ? targetOf(last.field) : table
      const target = sampleRelations[`${entity}.${relation.key}`]
      if (!target) throw new Error('unreachable: the sample schema has no other relations')
      return rowsOf(target.entity, nextAlias, (inner) => sql`${sql.ref(`${inner}.${target.field}`)} = ${owner}`)
    },
    all: (entity) => rowsOf(entity as SampleTable, nextAlias, () => sql`true`),
    old(changed) {
      const before = nextAlias()
      const column = sql`(select ${sql.ref(`${before}.${changed.key}`)} from ${sql.id(sampleNamespace, 'before')} as ${sql.id(before)}
        where ${sql.ref(`${before}.id`)} = ${sql.ref(`${alias}.id`)})`
      return { sql: definite(column, changed), type: sampleColumns.before[changed.key] ?? '', nullable: true }
    },
  }
}

function targetOf(field: SchemaField): SampleTable {
  if (field.type.kind !== 'ref') throw new Error('unreachable: the checker follows relations only')
  return field.type.entity as SampleTable
}

function columnAt(table: SampleTable, alias: string, path: readonly SchemaField[], nextAlias: () => string): SqlColumn {
  const [first, ...rest] = path
  if (!first) throw new Error('unreachable: paths end in a field')
  const column = sql.ref(`${alias}.${first.key}`)
  if (rest.length === 0)
    return { sql: definite(column, first), type: sampleColumns[table][first.key] ?? '', nullable: true }
  const target = targetOf(first)
  const inner = nextAlias()
  const found = columnAt(target, inner, rest, nextAlias)
  const selected = sql`(select ${found.sql} from ${sql.id(sampleNamespace, target)} as ${sql.id(inner)} where ${sql.ref(`${inner}.id`)} = ${column})`
  const last = rest.at(-1) ?? first
  return { sql: definite(selected, last), type: found.type, nullable: true }
}

const constants: { readonly [kind: string]: RawBuilder<unknown> } = {
  bool: sql`false`,
  set: sql`'{}'::text[]`,
  files: sql`'[]'::jsonb`,
}

/** What is not there counts as empty where the type has no blank. */
function definite(value: RawBuilder<unknown>, { type }: SchemaField): RawBuilder<unknown> {
  const constant = constants[type.kind]
  return constant ? sql`coalesce(${value}, ${constant})` : value
}

function rowsOf(table: SampleTable, nextAlias: () => string, tie: (alias: string) => RawBuilder<unknown>): SqlRows {
  const alias = nextAlias()
  const id = sql.ref(`${alias}.id`)
  const from = (where: RawBuilder<boolean> | null) =>
    sql`from ${sql.id(sampleNamespace, table)} as ${sql.id(alias)} where ${tie(alias)}${where ? sql` and ${where}` : sql``}`
  return {
    place: samplePlace(table, alias, nextAlias),
    id,
    select(value, { where, order, limit }) {
      const direction = sql.raw(order?.direction ?? 'asc')
      const by = order ? sql`${order.by} ${direction}, ${id} ${direction}` : id
      const sorted = order || limit ? sql` order by ${by}` : sql``
      return sql`(select ${value} ${from(where)}${sorted}${limit ? sql` limit 1` : sql``})`
    },
    exists: (where) => sql`exists (select 1 ${from(where)})`,
  }
}

const contextTypes: Record<ContextName, string> = {
  now: 'timestamptz',
  today: 'date',
  user: 'uuid',
  'user.name': 'text',
  'user.email': 'text',
  department: 'uuid',
  workspace: 'text',
  'record.new': 'boolean',
}

/** Values of the moment as parameters; constants as parameters or, where `inline`, written out. */
export function sampleEnvironment(context: EvaluationContext, inline: boolean): SqlEnvironment {
  const { user } = context
  const values: Record<ContextName, unknown> = {
    now: context.now,
    today: context.today,
    user: user?.id ?? null,
    'user.name': user?.name || null,
    'user.email': user?.email || null,
    department: user?.departmentId ?? null,
    workspace: context.workspace,
    'record.new': context.isNew === true,
  }
  const lists = {
    departmentIds: [user?.departmentAndBelowIds, 'uuid[]'],
    teamIds: [user?.teamIds, 'uuid[]'],
    roles: [user?.roles, 'text[]'],
  } as const
  const parameter = (value: unknown, type: string) => sql`${value}::${sql.raw(type)}`
  return {
    context: (name) => parameter(values[name], contextTypes[name]),
    list: (name) => parameter(lists[name][0] ?? [], lists[name][1]),
    zone: () => sql<string>`${parameter(context.timeZone, 'text')}`,
    helper: (name) => sql.id(sampleNamespace, name),
    calendarTable: () => sql.id(sampleNamespace, 'calendar_day'),
    constant: (value, type) =>
      inline && !Array.isArray(value) ? sql`${sql.lit(value)}::${sql.raw(type)}` : parameter(value, type),
  }
}
