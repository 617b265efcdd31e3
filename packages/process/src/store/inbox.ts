import type { Workspace } from '@mortise/data/server'
import type { ActorState } from '../round/round.ts'
import type { InstanceStatus } from '../state/process-state.ts'
import { countStatement, inboxStatement } from './inbox-statement.ts'
import { runWide } from './run-wide.ts'

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
  before?: InboxPlace
}

/** Where an entry stands in its box. */
export interface InboxPlace {
  at: string
  instance: string
  /** Of its task; zero where entries have none. */
  visit: number
  actor: number
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

/** A page of one of a person's boxes, the latest first. */
export async function readInbox(workspace: Workspace, query: InboxQuery): Promise<InboxEntry[]> {
  const statement = inboxStatement(workspace.schema, query)
  const { rows } = await (statement.name === undefined
    ? runWide<Row>(workspace, statement)
    : workspace.database.run<Row>({ ...statement, work: 'read' }))
  return rows.map(entryOf)
}

/** The place of an entry, from which the next page goes on. */
export function placeOf({ at, instance, task }: InboxEntry): InboxPlace {
  return { at, instance, visit: task?.visit ?? 0, actor: task?.actor ?? 0 }
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

/** How many tasks wait for a person, how many are unseen or take longer than they should, and unread copies. */
export async function countInbox(
  { database, schema }: Workspace,
  user: string,
): Promise<{ todo: number; unseen: number; overdue: number; copies: number }> {
  const { rows } = await database.run<{ todo: string; unseen: string; overdue: string; copies: string }>({
    name: 'process-inbox-count',
    text: countStatement(schema),
    values: [user],
    work: 'read',
  })
  const [counted] = rows
  return {
    todo: Number(counted?.todo ?? 0),
    unseen: Number(counted?.unseen ?? 0),
    overdue: Number(counted?.overdue ?? 0),
    copies: Number(counted?.copies ?? 0),
  }
}
