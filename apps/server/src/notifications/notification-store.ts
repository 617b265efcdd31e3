import { type NotificationKind, type NotificationSetting, notificationKinds } from '@mortise/api'
import { uuidv7 } from '@mortise/core'
import { type Executor, qualified, type Statement, type Workspace } from '@mortise/data/server'
import type { WritePart } from '@mortise/process/server'

/** Something that people are to be told. The same `key` tells a person once. */
export interface News {
  kind: NotificationKind
  key: string
  users: readonly string[]
  app: string
  process?: string | null
  title: string
  /** Key of the node that it happened at. */
  node?: string | null
  comment?: string | null
  by?: string | null
  instance?: string | null
  visit?: number | null
  /** Of the actor in their round: whoever decides there has read it. */
  place?: number | null
  entity?: string | null
  recordId?: string | null
}

/** A notification as it is stored. */
export interface NotificationRow {
  id: string
  user_id: string
  kind: NotificationKind
  key: string
  app: string
  process: string | null
  title: string
  node: string | null
  comment: string | null
  by_user: string | null
  instance_id: string | null
  visit_id: number | null
  entity: string | null
  record_id: string | null
  at: string
  read_at: string | null
}

const columns = `n.id, n.user_id, n.kind, n.key, n.app, n.process, n.title, n.node, n.comment, n.by_user, n.instance_id,
  n.visit_id, n.entity, n.record_id, n.at, n.read_at`

/** Kinds that are in the app only unless somebody asks for them by mail. */
const quiet: readonly NotificationKind[] = ['copy', 'withdrawn']

/**
 * Tells people, each as they want it: in the app, by mail, both or not at all. To be called within the transaction that
 * the news comes from. Answers with who was told something new.
 */
export async function postNews(executor: Executor, schema: string, telling: Telling): Promise<string[]> {
  const statement = newsStatement(schema, telling)
  if (!statement) return []
  const { rows } = await executor.run<{ told: string }>(statement)
  return [...new Set(rows.map(({ told }) => told))]
}

interface Telling {
  news: readonly News[]
  at: string
  /** Whether mail can be sent at all. */
  mail: boolean
}

/** What tells people, each as they want it; answers with who was told. Null for no news. */
export function newsStatement(schema: string, { news, at, mail }: Telling): Statement | null {
  const rows = news.flatMap((one) => one.users.map((user) => ({ ...one, users: undefined, id: uuidv7(), user })))
  if (rows.length === 0) return null
  return {
    name: 'notification-post',
    text: `insert into ${qualified(schema, 'notification')} (id, user_id, kind, key, app, process, title, node, comment,
        by_user, instance_id, visit_id, place, entity, record_id, at, shown, mail, mail_due_at)
      select x.id, x."user", x.kind, x.key, x.app, x.process, x.title, x.node, x.comment, x.by, x.instance, x.visit,
        x.place, x.entity, x."recordId", $2::timestamptz, coalesce(s.app, true),
        case when $3::boolean and coalesce(s.mail, x.kind <> all($4::text[])) then 'due' end,
        case when $3::boolean and coalesce(s.mail, x.kind <> all($4::text[])) then $2::timestamptz end
      from jsonb_to_recordset($1::jsonb) as x (id uuid, "user" uuid, kind text, key text, app text, process text,
        title text, node text, comment text, by uuid, instance uuid, visit integer, place integer, entity text,
        "recordId" uuid)
      left join ${qualified(schema, 'notification_setting')} s on s.user_id = x."user" and s.kind = x.kind
      where coalesce(s.app, true) or ($3::boolean and coalesce(s.mail, x.kind <> all($4::text[])))
      on conflict on constraint notification_key do nothing
      returning user_id as told`,
    values: [JSON.stringify(rows), at, mail, quiet],
  }
}

/** Tasks that do not wait any more need no reading: answers with whose they were. Null for none. */
export function settlePart(
  schema: string,
  { instance, places, at }: { instance: string; places: readonly { visit: number; place: number }[]; at: string },
): WritePart | null {
  if (places.length === 0) return null
  return {
    text: `update ${qualified(schema, 'notification')} n set read_at = $3::timestamptz,
        mail = case when n.mail = 'due' then null else n.mail end
      where n.instance_id = $1::uuid and n.read_at is null and n.kind in ('task', 'reminder', 'urge')
        and n.visit_id || '/' || n.place = any($2::text[])
      returning n.user_id as told`,
    values: [instance, places.map(({ visit, place }) => `${visit}/${place}`), at],
  }
}

export interface NotificationQuery {
  user: string
  unread: boolean
  size: number
  before?: { at: string; id: string }
}

/** A page of what a person was told, the latest first. */
export async function readNotifications(
  { database, schema }: Workspace,
  { user, unread, size, before }: NotificationQuery,
): Promise<NotificationRow[]> {
  const { rows } = await database.run<NotificationRow>({
    name: 'notification-list',
    text: `select ${columns} from ${qualified(schema, 'notification')} n
      where n.user_id = $1 and n.shown and (not $2::boolean or n.read_at is null)
        and ($3::timestamptz is null or (n.at, n.id) < ($3::timestamptz, $4::uuid))
      order by n.at desc, n.id desc limit $5`,
    values: [user, unread, before?.at ?? null, before?.id ?? null, size],
    work: 'read',
  })
  return rows
}

/** One that was told to a person; null for those of others. */
export async function readNotification(
  { database, schema }: Workspace,
  { user, id }: { user: string; id: string },
): Promise<NotificationRow | null> {
  const { rows } = await database.run<NotificationRow>({
    text: `select ${columns} from ${qualified(schema, 'notification')} n where n.id = $1 and n.user_id = $2`,
    values: [id, user],
  })
  return rows[0] ?? null
}

/** Nobody counts further than this. */
const mostCounted = 100

export async function countUnread({ database, schema }: Workspace, user: string): Promise<number> {
  const { rows } = await database.run<{ count: number }>({
    name: 'notification-unread',
    text: `select count(*)::int as count from (select 1 from ${qualified(schema, 'notification')}
      where user_id = $1 and shown and read_at is null limit ${mostCounted}) n`,
    values: [user],
    work: 'read',
  })
  return rows[0]?.count ?? 0
}

/** Marks what a person was told as read: these, or everything. */
export async function markRead(
  { database, schema }: Workspace,
  { user, ids, at }: { user: string; ids: readonly string[] | null; at: string },
): Promise<void> {
  await database.run({
    name: 'notification-read',
    text: `update ${qualified(schema, 'notification')} set read_at = $3
      where user_id = $1 and read_at is null and ($2::uuid[] is null or id = any($2::uuid[]))`,
    values: [user, ids, at],
  })
}

/** How a person wants to be told of each kind. */
export async function readSettings({ database, schema }: Workspace, user: string): Promise<NotificationSetting[]> {
  const { rows } = await database.run<NotificationSetting>({
    text: `select kind, app, mail from ${qualified(schema, 'notification_setting')} where user_id = $1`,
    values: [user],
  })
  const chosen = new Map(rows.map((row) => [row.kind, row]))
  return notificationKinds.map((kind) => chosen.get(kind) ?? { kind, app: true, mail: !quiet.includes(kind) })
}

export async function writeSettings(
  { database, schema }: Workspace,
  user: string,
  settings: readonly NotificationSetting[],
): Promise<void> {
  await database.run({
    text: `insert into ${qualified(schema, 'notification_setting')} (user_id, kind, app, mail)
      select $1, x.kind, x.app, x.mail from jsonb_to_recordset($2::jsonb) as x (kind text, app boolean, mail boolean)
      on conflict (user_id, kind) do update set app = excluded.app, mail = excluded.mail`,
    values: [user, JSON.stringify(settings)],
  })
}

/** What was read is kept for three months, what was not for a year. */
const keptDays = { read: 90, unread: 365 }

export async function forgetOldNotifications({ database, schema }: Workspace, now: Date): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
  await database.run({
    text: `delete from ${qualified(schema, 'notification')}
      where at < $2 or (at < $1 and (read_at is not null or not shown))`,
    values: [daysAgo(keptDays.read), daysAgo(keptDays.unread)],
  })
}
