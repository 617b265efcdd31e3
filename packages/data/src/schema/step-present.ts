import type { Executor } from '../database/database.ts'
import { qualified } from '../sql/identifier.ts'
import type { Step, StepKind } from './step.ts'

interface Place {
  schema: string
  step: Step
}

type Check = (executor: Executor, place: Place) => Promise<boolean>

/** Whether what the step makes is there already (or, for a drop, is gone). */
export function stepPresent(executor: Executor, schema: string, step: Step): Promise<boolean> {
  return checks[step.kind](executor, { schema, step })
}

/** An index whose concurrent build was broken off: it is kept up to date but never used, and must go first. */
export async function brokenIndex(executor: Executor, schema: string, name: string): Promise<boolean> {
  return await anyRow(executor, `select 1 from pg_index where indexrelid = to_regclass($1) and not indisvalid`, [
    qualified(schema, name),
  ])
}

const never: Check = async () => false

const checks: Readonly<Record<StepKind, Check>> = {
  create_table: (executor, { schema, step }) =>
    anyRow(executor, 'select 1 where to_regclass($1) is not null', [qualified(schema, step.table)]),
  add_columns: (executor, { schema, step }) =>
    anyRow(
      executor,
      `select 1 from pg_attribute where attrelid = to_regclass($1) and not attisdropped and attname = any($2::text[])
        having count(*) = cardinality($2::text[])`,
      [qualified(schema, step.table), step.names],
    ),
  add_foreign_key: (executor, place) => constraints(executor, place, ''),
  validate_foreign_key: (executor, place) => constraints(executor, place, 'and convalidated'),
  create_index: (executor, { schema, step }) =>
    anyRow(executor, `select 1 from pg_index where indexrelid = to_regclass($1) and indisvalid`, [
      qualified(schema, step.names[0] ?? ''),
    ]),
  drop_index: (executor, { schema, step }) =>
    anyRow(executor, 'select 1 where to_regclass($1) is null', [qualified(schema, step.names[0] ?? '')]),
  // Cheap to do again.
  widen_column: never,
  comment: never,
  // Part of a transaction: done or not.
  convert_column: never,
}

function constraints(executor: Executor, { schema, step }: Place, condition: string): Promise<boolean> {
  return anyRow(
    executor,
    `select 1 from pg_constraint where conrelid = to_regclass($1) and conname = any($2::text[]) ${condition}
      having count(*) = cardinality($2::text[])`,
    [qualified(schema, step.table), step.names],
  )
}

async function anyRow(executor: Executor, text: string, values: unknown[]): Promise<boolean> {
  return (await executor.run({ text, values })).rows.length > 0
}
