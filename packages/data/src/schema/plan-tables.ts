import type { LocalizedText } from '@mortise/core'
import type { AppModel } from '@mortise/metadata'
import { identifier, qualified } from '../sql/identifier.ts'
import type { Catalogue } from './catalogue.ts'
import type { ColumnConversion } from './column-conversion.ts'
import { typeChange } from './column-type.ts'
import { type ColumnPlan, desiredTables, type TablePlan } from './desired-tables.ts'
import type { TablesContext } from './index-plan.ts'
import { convertedColumns, isOver, planConversions } from './plan-conversions.ts'
import { columnComment, columnDefinition, commentText, createIndex, dropIndex } from './plan-statements.ts'
import type { Step } from './step.ts'

export interface PlanInput extends TablesContext {
  /** The model in force; null for a new app. */
  before: AppModel | null
  after: AppModel
  /** What the schema holds: what is there already needs no step, whoever made it. */
  catalogue: Catalogue
  /** Whether indexes are built beside running writes. The embedded database has one connection and no use for it. */
  concurrently: boolean
  /** Columns that become others when the revision is put in force. */
  conversions?: readonly ColumnConversion[]
}

/**
 * The steps from the tables as they are to the tables that a model wants. Pure. Nothing that holds values is taken
 * away: fields and tables that are no longer there keep their columns.
 */
export function planTables(input: PlanInput): Step[] {
  const wanted = desiredTables(input.after, input)
  const former = input.before ? desiredTables(input.before, input) : []
  const isNew = (table: TablePlan) => !input.catalogue.tables.has(table.name)
  const created = wanted.filter(isNew)
  const kept = wanted.filter((table) => !isNew(table))
  return [
    ...created.map((table) => createTable(table, input)),
    ...kept.flatMap((table) => changeColumns(table, input)),
    ...created.flatMap((table) => foreignKeysOfNew(table, input)),
    ...kept.flatMap((table) => foreignKeysOfKept(table, input)),
    ...kept.flatMap((table) => newIndexes(table, input)),
    ...planConversions(input.conversions ?? [], { wanted, former, schema: input.schema }),
    ...dropIndexes(former, wanted, input),
    ...kept.flatMap((table) => changedComments(table, former, input)),
  ]
}

function createTable(table: TablePlan, { schema }: PlanInput): Step {
  const name = qualified(schema, table.name)
  const columns = table.columns.map((column) => `  ${columnDefinition(column)}`)
  const key = `  constraint ${identifier(`pk$${table.name}`)} primary key (${table.primaryKey.map(identifier).join(', ')})`
  return {
    kind: 'create_table',
    phase: 'before',
    table: table.name,
    names: [table.name],
    statements: [
      `create table ${name} (\n${[...columns, key].join(',\n')}\n)`,
      ...table.indexes.map((index) => createIndex(name, index, '')),
      `comment on table ${name} is ${commentText(table.label)}`,
      ...table.columns.flatMap((column) => columnComment(name, column)),
    ],
    undo: [`drop table if exists ${name} cascade`],
  }
}

function changeColumns(table: TablePlan, { catalogue, schema, conversions = [] }: PlanInput): Step[] {
  const name = qualified(schema, table.name)
  const present = catalogue.tables.get(table.name) ?? new Map<string, string>()
  const added = table.columns.filter((column) => !present.has(column.name))
  const converted = convertedColumns(conversions, table)
  const steps = table.columns.flatMap((column) =>
    converted.has(column.name) ? [] : widenColumn(table, column, present.get(column.name), name),
  )
  if (added.length === 0) return steps
  const clauses = added.map((column) => `add column if not exists ${columnDefinition(column)}`)
  const add: Step = {
    kind: 'add_columns',
    phase: 'before',
    table: table.name,
    names: added.map((column) => column.name),
    statements: [
      `alter table ${name} ${clauses.join(', ')}`,
      ...added.flatMap((column) => columnComment(name, column)),
    ],
    undo: [
      `alter table ${name} ${added.map((column) => `drop column if exists ${identifier(column.name)}`).join(', ')}`,
    ],
  }
  return [add, ...steps]
}

function widenColumn(table: TablePlan, column: ColumnPlan, present: string | undefined, name: string): Step[] {
  if (present === undefined) return []
  const change = typeChange(present, column.type)
  // An unsafe change never gets here: `storageProblems` refuses it before anything is planned.
  if (change === 'none' || change === 'unsafe') return []
  return [
    {
      kind: 'widen_column',
      phase: 'before',
      table: table.name,
      names: [column.name],
      statements: [`alter table ${name} alter column ${identifier(column.name)} type ${change.alterTo}`],
      undo: [],
    },
  ]
}

function foreignKeysOfNew(table: TablePlan, input: PlanInput): Step[] {
  const missing = table.foreignKeys.filter((key) => !input.catalogue.constraints.has(key.name))
  if (missing.length === 0) return []
  const name = qualified(input.schema, table.name)
  return [
    {
      kind: 'add_foreign_key',
      phase: 'before',
      table: table.name,
      names: missing.map((key) => key.name),
      statements: missing.map((key) => `alter table ${name} add ${foreignKeyClause(key, input.schema)}`),
      undo: missing.map((key) => `alter table ${name} drop constraint if exists ${identifier(key.name)}`),
    },
  ]
}

/** Added without looking at the rows, then checked without holding up writers. */
function foreignKeysOfKept(table: TablePlan, { catalogue, schema }: PlanInput): Step[] {
  const name = qualified(schema, table.name)
  const step = { phase: 'before', table: table.name } as const
  return table.foreignKeys.flatMap((key) => {
    const constraint = identifier(key.name)
    const steps: Step[] = []
    if (!catalogue.constraints.has(key.name)) {
      const statements = [`alter table ${name} add ${foreignKeyClause(key, schema)} not valid`]
      const undo = [`alter table ${name} drop constraint if exists ${constraint}`]
      steps.push({ ...step, kind: 'add_foreign_key', names: [key.name], statements, undo })
    }
    if (catalogue.constraints.get(key.name) !== true) {
      const statements = [`alter table ${name} validate constraint ${constraint}`]
      steps.push({ ...step, kind: 'validate_foreign_key', names: [key.name], statements, undo: [] })
    }
    return steps
  })
}

function foreignKeyClause(key: { name: string; column: string; target: string }, schema: string): string {
  return `constraint ${identifier(key.name)} foreign key (${identifier(key.column)}) references ${qualified(schema, key.target)} ("id")`
}

/** Unique ones last: they are what may fail on the values that are there. */
function newIndexes(table: TablePlan, { catalogue, schema, concurrently, conversions = [] }: PlanInput): Step[] {
  // Those are built over the new column, which is not there yet.
  const converted = convertedColumns(conversions, table)
  const missing = table.indexes.filter(
    (index) => catalogue.indexes.get(index.name) !== true && !isOver(index, converted),
  )
  const ordered = [...missing.filter((index) => !index.unique), ...missing.filter((index) => index.unique)]
  return ordered.map((index) => ({
    kind: 'create_index',
    phase: 'before',
    table: table.name,
    names: [index.name],
    statements: [createIndex(qualified(schema, table.name), index, concurrently ? 'concurrently ' : '')],
    undo: [dropIndex(schema, index.name, concurrently)],
    concurrently,
    unique: index.unique,
  }))
}

/** Indexes that the model before asked for and this one does not, of tables that were archived too. */
function dropIndexes(former: TablePlan[], wanted: TablePlan[], { catalogue, schema, concurrently }: PlanInput): Step[] {
  const needed = new Set(wanted.flatMap((table) => table.indexes.map((index) => index.name)))
  return former.flatMap((table) =>
    table.indexes
      .filter((index) => !needed.has(index.name) && catalogue.indexes.has(index.name))
      .map((index) => ({
        kind: 'drop_index' as const,
        phase: 'after' as const,
        table: table.name,
        names: [index.name],
        statements: [dropIndex(schema, index.name, concurrently)],
        undo: [],
        concurrently,
      })),
  )
}

/** Labels are kept with the tables for reporting tools; only those that changed are written again. */
function changedComments(table: TablePlan, former: TablePlan[], { schema }: PlanInput): Step[] {
  const name = qualified(schema, table.name)
  const old = former.find((candidate) => candidate.name === table.name)
  if (!old) return []
  const oldLabels = new Map(old.columns.map((column) => [column.name, column.label && commentText(column.label)]))
  const statements = table.columns
    .filter((column) => column.label && oldLabels.has(column.name))
    .filter((column) => oldLabels.get(column.name) !== commentText(column.label as LocalizedText))
    .flatMap((column) => columnComment(name, column))
  if (commentText(old.label) !== commentText(table.label)) {
    statements.unshift(`comment on table ${name} is ${commentText(table.label)}`)
  }
  if (statements.length === 0) return []
  return [{ kind: 'comment', phase: 'after', table: table.name, names: [], statements, undo: [] }]
}
