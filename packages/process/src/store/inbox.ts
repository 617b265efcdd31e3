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
  /** Only what came into the box from then on, and before then. */
  since?: string
  until?: string
  /** Only tasks that take longer than they should. */
  overdue?: boolean
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
  /** Where it stands at present. */
  standing: InboxStanding[]
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
  /** When the next of its deadlines is. */
  dueAt: string | null
  /** One of its deadlines has passed. */
  overdue: boolean
}

/** A node that an instance stands at, and who is asked there. */
export interface InboxStanding {
  node: string
  users: string[]
  incident: boolean
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
  due_at: string | null
  overdue: boolean | null
  standing: InboxStanding[] | null
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
      query.since ?? null,
      query.until ?? null,
      ...(query.box === 'started' ? [] : [query.overdue ?? false]),
    ],
    work: 'read',
  })
  return rows.map(entryOf)
}

const instanceColumns = `i.id, i.app, i.process, i.title, i.status, i.outcome, i.initiator, i.started_at, i.entity, i.record_id`

const narrowed = (position: string) => `($2::text is null or i.app = $2) and ($3::text is null or i.process = $3)
  and ($4::text is null or i.title ilike $4)
  and ($5::timestamptz is null or (${position}, i.id) < ($5::timestamptz, $6::uuid))
  and ($8::timestamptz is null or ${position} >= $8::timestamptz)
  and ($9::timestamptz is null or ${position} < $9::timestamptz)`

/** A deadline of the task has come and gone: it was carried out, or is about to be. */
const overdue = (schema: string) => `(t.state = 'pending' and (
    exists (select from ${qualified(schema, 'process_event')} e
      where e.instance_id = t.instance_id and e.visit_id = t.visit_id and e.type = 'deadline')
    or exists (select from ${qualified(schema, 'process_wait')} w
      where w.instance_id = t.instance_id and w.visit_id = t.visit_id and w.deadline is not null and w.due_at < now())))`

/** What is said about the entries of a page only, once it is known which they are. */
const standing = (schema: string) => `(select jsonb_agg(jsonb_build_object('node', v.node,
      'incident', v.needs = 'incident', 'users', array(select a.user_id from ${qualified(schema, 'process_task')} a
        where a.instance_id = v.instance_id and a.visit_id = v.id and a.state = 'pending' order by a.actor_id limit 5))
      order by v.id)
    from ${qualified(schema, 'process_visit')} v
    where v.instance_id = page.id and v.state = 'open' and v.needs in ('people', 'incident', 'trigger', 'outside')
      and page.status = 'running') as standing`

function taskText(schema: string, { where, position }: { where: string; position: string }): string {
  return `with page as (select ${instanceColumns}, t.visit_id, t.actor_id, v.node, v.round, t.state, t.assigned_at,
      t.seen_at, t.decided_at, t.user_id, ${position} as position, ${overdue(schema)} as overdue
    from ${qualified(schema, 'process_task')} t
    join ${qualified(schema, 'process_instance')} i on i.id = t.instance_id
    join ${qualified(schema, 'process_visit')} v on v.instance_id = t.instance_id and v.id = t.visit_id
    where ${where} and ${narrowed(position)} and (not $10::boolean or ${overdue(schema)})
    order by ${position} desc, i.id desc limit $7)
    select page.*, (select min(w.due_at) from ${qualified(schema, 'process_wait')} w where w.instance_id = page.id
      and w.visit_id = page.visit_id and w.deadline is not null and page.state = 'pending') as due_at, ${standing(schema)}
    from page order by position desc, id desc`
}

function startedText(schema: string): string {
  return `with page as (select ${instanceColumns}, i.started_at as position
    from ${qualified(schema, 'process_instance')} i
    where i.initiator = $1 and ${narrowed('i.started_at')}
    order by i.started_at desc, i.id desc limit $7)
    select page.*, null::integer as visit_id, null::integer as actor_id, null as node, null::integer as round,
      null as state, null as assigned_at, null as seen_at, null as decided_at, null as user_id, null as due_at,
      null::boolean as overdue, ${standing(schema)}
    from page order by position desc, id desc`
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
          dueAt: row.due_at,
          overdue: row.overdue ?? false,
        }
  return {
    ...{ instance: row.id, app: row.app, process: row.process, title: row.title, status: row.status },
    ...{ outcome: row.outcome, initiator: row.initiator, startedAt: row.started_at, entity: row.entity },
    ...{ recordId: row.record_id, task, standing: row.standing ?? [], at: row.position },
  }
}

/** How many tasks wait for a person, how many of them are unseen, and how many take longer than they should. */
export async function countInbox(
  { database, schema }: Workspace,
  user: string,
): Promise<{ todo: number; unseen: number; overdue: number }> {
  const { rows } = await database.run<{ todo: string; unseen: string; overdue: string }>({
    name: 'process-inbox-count',
    text: `select count(*) as todo, count(*) filter (where t.seen_at is null) as unseen,
        count(*) filter (where ${overdue(schema)}) as overdue
      from ${qualified(schema, 'process_task')} t where ${taskBoxes.todo.where}`,
    values: [user],
    work: 'read',
  })
  const [counted] = rows
  return {
    todo: Number(counted?.todo ?? 0),
    unseen: Number(counted?.unseen ?? 0),
    overdue: Number(counted?.overdue ?? 0),
  }
}
