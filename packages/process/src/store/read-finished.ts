import type { JsonObject } from '@mortise/core'
import { qualified, type Workspace } from '@mortise/data/server'
import type { InstanceStatus } from '../state/process-state.ts'

/** An instance that has ended, with what was asked and decided in it. */
export interface FinishedInstance {
  id: string
  title: string
  status: InstanceStatus
  outcome: string | null
  initiator: string | null
  record_id: string | null
  started_at: string
  ended_at: string
  version: number
  /** As it was published. */
  document: JsonObject
  visits: FinishedVisit[]
  tasks: FinishedTask[]
  /** What people did, in order. */
  acts: FinishedAct[]
}

export interface FinishedVisit {
  id: number
  node: string
  via: string | null
  state: string
}

export interface FinishedTask {
  visit: number
  actor: number
  user: string
  origin: string
  state: string
  assigned: string | null
  decided: string | null
}

export interface FinishedAct {
  type: string
  by: string
  visit: number
  data: { [name: string]: unknown } | null
}

export interface FinishedQuery {
  app: string
  process: string
  size: number
  /** Where the page before ended. */
  before?: { at: string; id: string }
}

/** Instances that people have taken to their end, the latest first; those that were withdrawn say nothing about the way. */
export async function readFinished({ database, schema }: Workspace, query: FinishedQuery): Promise<FinishedInstance[]> {
  const table = (name: string) => qualified(schema, name)
  const { rows } = await database.run<FinishedInstance>({
    name: 'process-finished',
    text: `select i.id, i.title, i.status, i.outcome, i.initiator, i.record_id, i.started_at, i.ended_at,
        v.number as version, v.document,
        (select jsonb_agg(jsonb_build_object('id', x.id, 'node', x.node, 'via', x.via, 'state', x.state) order by x.id)
          from ${table('process_visit')} x where x.instance_id = i.id) as visits,
        coalesce((select jsonb_agg(jsonb_build_object('visit', t.visit_id, 'actor', t.actor_id, 'user', t.user_id,
            'origin', t.origin, 'state', t.state, 'assigned', t.assigned_at, 'decided', t.decided_at)
            order by t.visit_id, t.actor_id)
          from ${table('process_task')} t where t.instance_id = i.id), '[]') as tasks,
        coalesce((select jsonb_agg(jsonb_build_object('type', e.type, 'by', e.by_user, 'visit', e.visit_id,
            'data', e.data) order by e.number)
          from ${table('process_event')} e where e.instance_id = i.id and e.visit_id is not null
            and e.by_user is not null and e.type in ('approve', 'reject', 'return', 'transfer', 'delegate')), '[]') as acts
      from ${table('process_instance')} i join ${table('process_version')} v on v.id = i.version_id
      where i.app = $1 and i.process = $2 and i.status in ('done', 'rejected') and i.ended_at is not null
        and ($3::timestamptz is null or (i.ended_at, i.id) < ($3::timestamptz, $4::uuid))
      order by i.ended_at desc, i.id desc limit $5`,
    values: [query.app, query.process, query.before?.at ?? null, query.before?.id ?? null, query.size],
    work: 'read',
  })
  return rows
}

/** How many instances began since then. */
export async function countStarted(
  { database, schema }: Workspace,
  { app, process, since }: { app: string; process: string; since: string },
): Promise<number> {
  const { rows } = await database.run<{ count: number }>({
    name: 'process-started',
    text: `select count(*)::integer as count from ${qualified(schema, 'process_instance')}
      where app = $1 and process = $2 and started_at >= $3`,
    values: [app, process, since],
    work: 'read',
  })
  return rows[0]?.count ?? 0
}
