import { uuidv7 } from '@mortise/core'
import { type Executor, qualified, type Workspace } from '@mortise/data/server'

/** Something that was said about an instance. */
export interface CommentRow {
  id: string
  instance_id: string
  by_user: string
  at: string
  edited_at: string | null
  deleted_at: string | null
  text: string
  mentions: string[]
  visit_id: number | null
  reply_to: string | null
}

const columns = 'id, instance_id, by_user, at, edited_at, deleted_at, text, mentions, visit_id, reply_to'
const most = 1000

/** What was said about an instance, the oldest first. */
export async function readComments({ database, schema }: Workspace, instance: string): Promise<CommentRow[]> {
  const { rows } = await database.run<CommentRow>({
    name: 'process-comments',
    text: `select ${columns} from ${qualified(schema, 'process_comment')} where instance_id = $1
      order by at, id limit ${most}`,
    values: [instance],
    work: 'read',
  })
  return rows
}

export async function readComment({ database, schema }: Workspace, id: string): Promise<CommentRow | null> {
  const { rows } = await database.run<CommentRow>({
    text: `select ${columns} from ${qualified(schema, 'process_comment')} where id = $1`,
    values: [id],
  })
  return rows[0] ?? null
}

export type NewComment = Omit<CommentRow, 'id' | 'edited_at' | 'deleted_at'> & { click: string }

/** Adds a comment; the same click again gives the one that it made. */
export async function addComment(
  trx: Executor,
  schema: string,
  comment: NewComment,
): Promise<{ row: CommentRow; isNew: boolean }> {
  const table = qualified(schema, 'process_comment')
  const { instance_id, by_user, at, text, mentions, visit_id, reply_to, click } = comment
  const added = await trx.run<CommentRow>({
    text: `insert into ${table} (id, instance_id, by_user, at, text, mentions, visit_id, reply_to, click)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (click) do nothing returning ${columns}`,
    values: [uuidv7(), instance_id, by_user, at, text, mentions, visit_id, reply_to, click],
  })
  if (added.rows[0]) return { row: added.rows[0], isNew: true }
  const known = await trx.run<CommentRow>({ text: `select ${columns} from ${table} where click = $1`, values: [click] })
  return { row: known.rows[0] as CommentRow, isNew: false }
}

/** Changes what one said oneself, not long ago; false when it cannot be changed any more. */
export async function changeComment(
  { database, schema }: Workspace,
  change: { id: string; by: string; since: string; at: string; text: string; mentions: readonly string[] },
): Promise<boolean> {
  const { id, by, since, at, text, mentions } = change
  const { count } = await database.run({
    text: `update ${qualified(schema, 'process_comment')} set text = $5, mentions = $6, edited_at = $4
      where id = $1 and by_user = $2 and at > $3 and deleted_at is null`,
    values: [id, by, since, at, text, mentions],
  })
  return count === 1
}

/** Takes back what one said oneself, not long ago; that something was said stays. */
export async function removeComment(
  { database, schema }: Workspace,
  { id, by, since, at }: { id: string; by: string; since: string; at: string },
): Promise<boolean> {
  const { count } = await database.run({
    text: `update ${qualified(schema, 'process_comment')} set deleted_at = $4, text = ''
      where id = $1 and by_user = $2 and at > $3 and deleted_at is null`,
    values: [id, by, since, at],
  })
  return count === 1
}

/** Whether somebody was spoken to in a comment that still stands. */
export async function isMentioned(
  { database, schema }: Workspace,
  { instance, user }: { instance: string; user: string },
): Promise<boolean> {
  const { rows } = await database.run({
    name: 'process-mentioned',
    text: `select 1 from ${qualified(schema, 'process_comment')}
      where instance_id = $1 and $2 = any(mentions) and deleted_at is null limit 1`,
    values: [instance, user],
    work: 'read',
  })
  return rows.length > 0
}
