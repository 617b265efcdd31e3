import { type Executor, qualified } from '@mortise/data/server'
import { processErrors } from '../errors.ts'
import type { InstanceRow } from './instance-row.ts'

/**
 * Reads an instance and locks it until the transaction ends: whoever else acts on it waits, and then sees what became of it.
 * No transaction ever locks two.
 */
export async function lockInstance(trx: Executor, schema: string, id: string): Promise<InstanceRow> {
  const { rows } = await trx.run<InstanceRow>({
    name: 'process-lock',
    text: `select * from ${qualified(schema, 'process_instance')} where id = $1 for update`,
    values: [id],
  })
  const [row] = rows
  if (!row) throw processErrors.INSTANCE_UNKNOWN({ id })
  return row
}

/** Notes that a click is being carried out; false when it was before. */
export async function noteClick(
  trx: Executor,
  schema: string,
  click: { key: string; instance: string; at: string },
): Promise<boolean> {
  const { count } = await trx.run({
    name: 'process-click',
    text: `insert into ${qualified(schema, 'process_click')} (key, instance_id, at) values ($1, $2, $3)
      on conflict (key) do nothing`,
    values: [click.key, click.instance, click.at],
  })
  return count === 1
}

/** The instance that a click belongs to, if it was carried out before. */
export async function clickedInstance(trx: Executor, schema: string, key: string): Promise<string | null> {
  const { rows } = await trx.run<{ instance_id: string }>({
    text: `select instance_id from ${qualified(schema, 'process_click')} where key = $1`,
    values: [key],
  })
  return rows[0]?.instance_id ?? null
}
