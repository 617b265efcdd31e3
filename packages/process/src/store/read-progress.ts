import { qualified, type Workspace } from '@mortise/data/server'
import { processErrors } from '../errors.ts'
import type { InstanceRow } from './instance-row.ts'

/** How an instance got where it is, for its page. */
export interface InstanceProgress {
  instance: InstanceRow
  /** As it was published. */
  document: unknown
  version: number
  visits: ProgressVisit[]
  tasks: ProgressTask[]
  events: ProgressEvent[]
}

export interface ProgressVisit {
  id: number
  node: string
  round: number
  via: string | null
  state: string
  needs: string | null
  outcome: string | null
  entered_at: string
  left_at: string | null
  incident: unknown
}

export interface ProgressTask {
  visit_id: number
  actor_id: number
  group_id: number
  user_id: string
  agents: string[]
  origin: string
  state: string
  assigned_at: string | null
  seen_at: string | null
  decided_at: string | null
  decided_by: string | null
  comment: string | null
  remark: unknown
  reason: unknown
}

export interface ProgressEvent {
  number: number
  type: string
  by_user: string | null
  at: string
  visit_id: number | null
  data: unknown
}

const most = 2000

/** Everything about one instance, in one statement. */
export async function readProgress({ database, schema }: Workspace, id: string): Promise<InstanceProgress> {
  const table = (name: string) => qualified(schema, name)
  const rowsOf = (name: string, order: string) =>
    `coalesce((select jsonb_agg(to_jsonb(x) - 'instance_id' order by ${order}) from (select * from ${table(name)}
      where instance_id = i.id order by ${order} limit ${most}) x), '[]')`
  const { rows } = await database.run<InstanceProgress>({
    name: 'process-progress',
    text: `select to_jsonb(i) as instance, v.document, v.number as version,
        ${rowsOf('process_visit', 'id')} as visits, ${rowsOf('process_task', 'visit_id, actor_id')} as tasks,
        ${rowsOf('process_event', 'number')} as events
      from ${table('process_instance')} i join ${table('process_version')} v on v.id = i.version_id where i.id = $1`,
    values: [id],
    work: 'read',
  })
  const [progress] = rows
  if (!progress) throw processErrors.INSTANCE_UNKNOWN({ id })
  return progress
}
