import { type Executor, qualified } from '@mortise/data/server'
import { processErrors } from '../errors.ts'

/** How an instance came to be started: by a change of its record, a schedule, a button, or another instance. */
export interface StartOrigin {
  by: 'record' | 'schedule' | 'command' | 'process'
  /** The instance that let it happen, if one did. */
  cause: string | null
}

/** Instances that let instances start, one after the other; a circle would never end. */
const deepest = 20

/** Notes what an instance comes from. Of those started by hand there is nothing to note. */
export async function noteOrigin(
  trx: Executor,
  schema: string,
  { id, origin }: { id: string; origin: StartOrigin | null },
): Promise<void> {
  if (!origin) return
  const table = qualified(schema, 'process_origin')
  const { rows } = await trx.run<{ depth: number }>({
    name: 'process-origin',
    text: `insert into ${table} (instance_id, started_by, cause, depth)
      select $1::uuid, $2, $3::uuid, coalesce((select depth from ${table} where instance_id = $3::uuid), 0)
        + case when $3::uuid is null then 0 else 1 end
      returning depth`,
    values: [id, origin.by, origin.cause],
  })
  const depth = rows[0]?.depth ?? 0
  if (depth > deepest) throw processErrors.PROCESS_TOO_DEEP({ max: deepest })
}
