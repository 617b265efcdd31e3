import { qualified, type Workspace } from '@mortise/data/server'
import type { ActorState } from '../round/round.ts'
import type { InstanceStatus } from '../state/process-state.ts'

/** 待办 · 已办 · 我发起的 · 抄送我的 */
export type InboxBox = 'todo' | 'done' | 'started' | 'copied'

export const inboxBoxes: readonly InboxBox[] = ['todo', 'done', 'started', 'copied']

export interface InboxQuery {
  user: string
  box: InboxBox
  app?: string
  process?: string
  /** Part of the title. */
  text?: string
  size: number
  /** Where the page before ended. */
  before?: { at: string; id: string }
}

/** One entry of an inbox: a task, or, of what one started, an instance. */
export interface InboxEntry {
  instance: string
  app: string
  process: string
  title: string
  status: InstanceStatus
  outcome: string | null
  initiator: string | null
  startedAt: string
  entity: string | null
  recordId: string | null
  /** Null in the box of what one started. */
  task: InboxTask | null
  /** Position for the next page. */
  at: string
}

export interface InboxTask {
  visit: number
  actor: number
  node: string
  round: number
  state: ActorState
  assignedAt: string | null
  seenAt: string | null
  decidedAt: string | null
  /** In whose place, when the task is somebody else's. */
  user: string
}

interface Row {
  id: string
  app: string
  process: string
  title: string
  status: InstanceStatus
  outcome: string | null
  initiator: string | null
  started_at: string
  entity: string | null
  record_id: string | null
  visit_id: number | null
  actor_id: number | null
  node: string | null
  round: number | null
  state: ActorState | null
  assigned_at: string | null
  seen_at: string | null
  decided_at: string | null
  user_id: string | null
  position: string
}

/** What decides which tasks are in a box, and by which time they are in order. */
const taskBoxes: Record<Exclude<InboxBox, 'started'>, { where: string; position: string }> = {
  todo: { where: `t.state = 'pending' and (t.user_id = $1 or t.agents @> array[$1::uuid])`, position: 't.assigned_at' },
  done: { where: `t.decided_by = $1`, position: 't.decided_at' },
  copied: { where: `t.state = 'notified' and t.user_id = $1`, position: 't.assigned_at' },
}

/** A page of one of a person's boxes, the latest first. */
export async function readInbox({ database, schema }: Workspace, query: InboxQuery): Promise<InboxEntry[]> {
  const { rows } = await database.run<Row>({
    name: `process-inbox-${query.box}`,
    text: query.box === 'started' ? startedText(schema) : taskText(schema, taskBoxes[query.box]),
    values: [
      query.user,
      query.app ?? null,
      query.process ?? null,
      query.text ? `%${query.text.replace(/[\\%_]/g, '\\$&')}%` : null,
      query.before?.at ?? null,
      query.before?.id ?? null,
      query.size,
    ],
    work: 'read',
  })
  return rows.map(entryOf)
}

const instanceColumns = `i.id, i.app, i.process, i.title, i.status, i.outcome, i.initiator, i.started_at, i.entity, i.record_id`

const narrowed = (position: string) => `($2::text is null or i.app = $2) and ($3::text is null or i.process = $3)
  and ($4::text is null or i.title ilike $4)
  and ($5::timestamptz is null or (${position}, i.id) < ($5::timestamptz, $6::uuid))`

function taskText(schema: string, { where, position }: { where: string; position: string }): string {
  return `select ${instanceColumns}, t.visit_id, t.actor_id, v.node, v.round, t.state, t.assigned_at, t.seen_at,
      t.decided_at, t.user_id, ${position} as position
    from ${qualified(schema, 'process_task')} t
    join ${qualified(schema, 'process_instance')} i on i.id = t.instance_id
    join ${qualified(schema, 'process_visit')} v on v.instance_id = t.instance_id and v.id = t.visit_id
    where ${where} and ${narrowed(position)}
    order by ${position} desc, i.id desc limit $7`
}

function startedText(schema: string): string {
  return `select ${instanceColumns}, null::integer as visit_id, null::integer as actor_id, null as node,
      null::integer as round, null as state, null as assigned_at, null as seen_at, null as decided_at,
      null as user_id, i.started_at as position
    from ${qualified(schema, 'process_instance')} i
    where i.initiator = $1 and ${narrowed('i.started_at')}
    order by i.started_at desc, i.id desc limit $7`
}

function entryOf(row: Row): InboxEntry {
  const task =
    row.visit_id === null || row.actor_id === null
      ? null
      : {
          visit: row.visit_id,
          actor: row.actor_id,
          node: row.node ?? '',
          round: row.round ?? 1,
          state: row.state ?? 'waiting',
          assignedAt: row.assigned_at,
          seenAt: row.seen_at,
          decidedAt: row.decided_at,
          user: row.user_id ?? '',
        }
  return {
    ...{ instance: row.id, app: row.app, process: row.process, title: row.title, status: row.status },
    ...{ outcome: row.outcome, initiator: row.initiator, startedAt: row.started_at, entity: row.entity },
    ...{ recordId: row.record_id, task, at: row.position },
  }
}

/** How many tasks wait for a person, and how many of them are unseen. */
export async function countInbox(
  { database, schema }: Workspace,
  user: string,
): Promise<{ todo: number; unseen: number }> {
  const { rows } = await database.run<{ todo: string; unseen: string }>({
    name: 'process-inbox-count',
    text: `select count(*) as todo, count(*) filter (where t.seen_at is null) as unseen
      from ${qualified(schema, 'process_task')} t where ${taskBoxes.todo.where}`,
    values: [user],
    work: 'read',
  })
  return { todo: Number(rows[0]?.todo ?? 0), unseen: Number(rows[0]?.unseen ?? 0) }
}
