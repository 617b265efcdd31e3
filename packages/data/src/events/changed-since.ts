import type { Executor } from '../database/database.ts'
import { qualified } from '../sql/identifier.ts'

export interface SinceQuestion {
  app: string
  recordId: string
  /** Keys of fields. */
  fields: readonly string[]
  /** ISO. */
  since: string
}

/** Whether one of these fields of a record was changed after a moment. */
export async function changedSince(
  executor: Executor,
  schema: string,
  { app, recordId, fields, since }: SinceQuestion,
): Promise<boolean> {
  const { rows } = await executor.run({
    name: 'event-changed-since',
    text: `select 1 from ${qualified(schema, 'event')}
      where app = $1 and record_id = $2 and at > $3 and changes ?| $4::text[] limit 1`,
    values: [app, recordId, since, fields],
  })
  return rows.length > 0
}
