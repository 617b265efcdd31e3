import { qualified, type Workspace } from '@mortise/data/server'

/** An instance that goes on with somebody. */
export interface OpenInstance {
  id: string
  app: string
  process: string
  title: string
  tasks: number
  started: boolean
  /** They were chosen for a step to come. */
  chosen: boolean
}

/** Instances in which something waits for somebody, or will; which they began; or for which they were chosen. */
export async function instancesWith({ database, schema }: Workspace, person: string): Promise<OpenInstance[]> {
  const { rows } = await database.run<OpenInstance>({
    text: `select i.id, i.app, i.process, i.title, count(t.actor_id)::integer as tasks, i.initiator = $1::uuid as started,
        coalesce((i.state -> 'outputs' -> '$chosen')::text like '%' || $1::text || '%', false) as chosen
      from ${qualified(schema, 'process_instance')} i
      left join ${qualified(schema, 'process_task')} t on t.instance_id = i.id and t.user_id = $1::uuid
        and t.state in ('pending', 'waiting', 'standby')
      where i.status = 'running' and (t.instance_id is not null or i.initiator = $1::uuid
        or (i.state -> 'outputs' -> '$chosen')::text like '%' || $1::text || '%')
      group by i.id order by i.id`,
    values: [person],
  })
  return rows.map((row) => ({ ...row, started: row.started === true }))
}
