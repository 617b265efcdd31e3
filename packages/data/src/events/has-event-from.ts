import type { Workspace } from '../database/database.ts'
import { qualified } from '../sql/identifier.ts'

interface EventSource {
  app: string
  entity: string
  /** Id of the source that the change was made through. */
  id: string
  /** Not before this. */
  since: string
}

/** Whether a record was made through a certain source: what came of a call whose end nobody saw. */
export async function hasEventFrom(
  { database, schema }: Workspace,
  { app, entity, id, since }: EventSource,
): Promise<boolean> {
  const { rows } = await database.run({
    text: `select 1 from ${qualified(schema, 'event')}
      where app = $1 and entity = $2 and kind = 'create' and at >= $3 and source ->> 'id' = $4 limit 1`,
    values: [app, entity, since, id],
  })
  return rows.length > 0
}
