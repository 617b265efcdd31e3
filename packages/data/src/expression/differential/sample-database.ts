import type { EvaluationContext, TypedNode } from '@mortise/expressions'
import { compileCondition, compileSql } from '@mortise/expressions/sql'
import {
  createSampleTables,
  fillSampleCalendar,
  fillSampleTables,
  type SampleRecords,
  sampleEnvironment,
  sampleNamespace,
  samplePlace,
} from '@mortise/expressions/testing'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/database.ts'
import { capabilitiesOf } from '../../schema/workspace-parts.ts'

/** A database with the tables of the sample schema, which answers expressions over them. */
export interface SampleDatabase {
  name: string
  fill(records: SampleRecords): Promise<void>
  /** The value of each expression for each order: by id, then by the index of the expression. */
  values(roots: readonly TypedNode[], context: EvaluationContext, inline: boolean): Promise<Map<string, unknown[]>>
  /** Ids of the orders that meet each condition, or its negation. */
  matches(conditions: readonly TypedNode[], context: EvaluationContext, negated: boolean): Promise<Set<string>[]>
  close(): Promise<void>
}

const orders = () => sql.id(sampleNamespace, 'order')

export async function openSampleDatabase(name: string, open: () => Promise<Database>): Promise<SampleDatabase> {
  const database = await open()
  const run = async <Row>(statement: RawBuilder<unknown>) => {
    const { sql: text, parameters } = statement.compile(database.kysely)
    // Statements of fifty expressions look so expensive that they would be compiled to machine code, for seconds.
    return database.transaction(async (trx) => {
      await trx.run({ text: 'set local jit = off', values: [] })
      return (await trx.run<Row>({ text, values: parameters })).rows
    })
  }
  for (const text of createSampleTables(await capabilitiesOf(database))) await database.run({ text, values: [] })
  await run(fillSampleCalendar())
  return {
    name,
    async fill(records) {
      for (const statement of fillSampleTables(records)) await run(statement)
    },
    async values(roots, context, inline) {
      const environment = sampleEnvironment(context, inline)
      const columns = roots.map((root, index) => {
        return sql`${compileSql(root, placeOfOrder(`${index}`), environment)} as ${sql.id(`c${index}`)}`
      })
      const found = await run<{ [column: string]: unknown }>(
        sql`select t.id, ${sql.join(columns)} from ${orders()} as t`,
      )
      return new Map(found.map((row) => [String(row.id), roots.map((_, index) => row[`c${index}`])]))
    },
    async matches(conditions, context, negated) {
      const environment = sampleEnvironment(context, false)
      const parts = conditions.map((root, index) => {
        const condition = compileCondition(root, placeOfOrder(`${index}`), environment)
        return sql`select ${sql.lit(index)}::int as n, t.id from ${orders()} as t where ${negated ? sql`not ${condition}` : condition}`
      })
      const found = await run<{ n: number; id: string }>(sql`${sql.join(parts, sql` union all `)}`)
      const sets = conditions.map(() => new Set<string>())
      for (const { n, id } of found) sets[n]?.add(id)
      return sets
    },
    close: () => database.close(),
  }
}

/** Aliases differ from expression to expression, so that none can mean the row of another. */
function placeOfOrder(prefix: string) {
  let last = 0
  return samplePlace('order', 't', () => `r${prefix}_${++last}`)
}
