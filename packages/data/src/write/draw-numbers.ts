import { sql } from 'kysely'
import type { Executor } from '../database/database.ts'
import { runCached } from '../query/cached-statement.ts'
import type { ColumnLayout } from '../schema/table-layout.ts'
import { slot } from '../sql/slot.ts'
import { perLayout } from './per-layout.ts'
import type { PreparedRecord } from './prepared-record.ts'
import { sharedTableName, type WriteTable } from './write-call.ts'
import { writeStatement } from './write-statements.ts'

/** Fields whose values are numbers without gaps. */
export const countersOf = perLayout(({ columns }): readonly ColumnLayout[] =>
  [...columns.values()]
    .filter(({ storage }) => storage.generated === 'counter')
    .sort((a, b) => (a.field.key < b.field.key ? -1 : 1)),
)

/**
 * Gives new records their numbers. The counter's row stays locked until the transaction ends, so that a number that is
 * rolled back goes to the next record; call it late.
 */
export async function drawNumbers(trx: Executor, table: WriteTable, records: readonly PreparedRecord[]): Promise<void> {
  const { timeZone } = table.call.scope.workspace
  for (const { field, storage } of countersOf(table)) {
    const byPeriod = Map.groupBy(records, ({ values }) => {
      return storage.counter?.(field, new Date(values.created_at as string), timeZone).period ?? ''
    })
    for (const [period, members] of [...byPeriod].sort(([a], [b]) => (a < b ? -1 : 1))) {
      let number = (await advance(trx, table, field.key, period, members.length)) - members.length
      for (const { values } of members) {
        number += 1
        const counter = storage.counter?.(field, new Date(values.created_at as string), timeZone)
        values[field.key] = counter?.format(number)
      }
    }
  }
}

/** Moves the counter on and answers with its last number. */
async function advance(
  trx: Executor,
  table: WriteTable,
  field: string,
  period: string,
  count: number,
): Promise<number> {
  const { call, entity } = table
  const statement = writeStatement(
    table,
    'counter',
    () => sql`insert into ${sharedTableName(call, 'counter')} as c (app, entity, field, period, value)
      values (${sql.lit(entity.app)}, ${sql.lit(entity.key)}, ${slot('$field', 'text')}, ${slot('$period', 'text')},
        ${slot('$count', 'bigint')})
      on conflict (app, entity, field, period) do update set value = c.value + excluded.value returning value`,
  )
  const rows = await runCached<{ value: number }>(trx, statement, { $field: field, $period: period, $count: count })
  return rows[0]?.value ?? count
}
