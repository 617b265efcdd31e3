import type { CommentInput, InstanceComment, StoredFile } from '@mortise/api'
import { type Executor, qualified } from '@mortise/data/server'
import { addComment, type CommentRow, processErrors, readComments } from '@mortise/process/server'
import type { Services } from '../services.ts'
import { refuseUnknown } from './decide.ts'
import { instanceFiles } from './signature.ts'

/** One may change what one said for so long. */
const changeableMs = 24 * 3_600_000

export const changeableSince = (now: number): string => new Date(now - changeableMs).toISOString()

interface Place {
  instance: string
  app: string
  process: string
  title: string
  entity: string | null
  recordId: string | null
}

/** What was said about an instance, with its files. */
export async function commentsOf(
  services: Services,
  { instance, user }: { instance: string; user: string },
): Promise<InstanceComment[]> {
  const [rows, files] = await Promise.all([readComments(services.workspace, instance), filesOf(services, instance)])
  return rows.map((row) => commentOf(row, files.get(row.id) ?? [], user))
}

function commentOf(row: CommentRow, files: StoredFile[], user: string): InstanceComment {
  const deleted = row.deleted_at !== null
  return {
    ...{ id: row.id, by: row.by_user, at: row.at, editedAt: row.edited_at, deleted },
    text: row.text,
    mentions: deleted ? [] : row.mentions,
    files: deleted ? [] : files,
    ...{ visit: row.visit_id, replyTo: row.reply_to },
    mayChange: !deleted && row.by_user === user && row.at > changeableSince(Date.now()),
  }
}

/** By the comment that they were sent with. */
async function filesOf({ workspace }: Services, instance: string): Promise<Map<string, StoredFile[]>> {
  const { rows } = await workspace.database.run<StoredFile & { comment: string }>({
    text: `select id, name, size, type, field as comment from ${qualified(workspace.schema, 'file')}
      where entity = $1 and record_id = $2 and field <> 'signature' order by id`,
    values: [instanceFiles, instance],
    work: 'read',
  })
  const found = new Map<string, StoredFile[]>()
  for (const { comment, id, name, size, type } of rows)
    found.set(comment, [...(found.get(comment) ?? []), { id, name, size: Number(size), type }])
  return found
}

/** Says something about an instance; whoever is mentioned is told, and may open it from then on. */
export async function say(
  services: Services,
  place: Place,
  { by, input }: { by: string; input: CommentInput },
): Promise<InstanceComment> {
  const { text, mentions = [], files = [], visit, replyTo, key } = input
  await refuseUnknown(services, mentions)
  const { workspace } = services
  const { row, isNew } = await workspace.database.transaction(async (trx) => {
    const added = await addComment(trx, workspace.schema, {
      ...{ instance_id: place.instance, by_user: by, at: new Date().toISOString(), text: text.trim(), mentions },
      ...{ visit_id: visit ?? null, reply_to: replyTo ?? null, click: `${by}:${key}` },
    })
    if (added.isNew) await attach(trx, workspace.schema, { files, by, place, comment: added.row.id })
    return added
  })
  if (isNew) await tellMentioned(services, place, row)
  return commentOf(row, (await filesOf(services, place.instance)).get(row.id) ?? [], by)
}

interface Attaching {
  files: readonly string[]
  by: string
  place: Place
  comment: string
}

/** Only one's own uploads, and only once. */
async function attach(trx: Executor, schema: string, { files, by, place, comment }: Attaching): Promise<void> {
  if (files.length === 0) return
  const { count } = await trx.run({
    text: `update ${qualified(schema, 'file')} set entity = $4, record_id = $5, field = $6
      where id = any($1::uuid[]) and app = $2 and uploaded_by = $3 and record_id is null`,
    values: [[...new Set(files)], place.app, by, instanceFiles, place.instance, comment],
  })
  if (count !== new Set(files).size) throw processErrors.COMMENT_FILE_UNFIT()
}

/** Whoever was mentioned is told; once for each comment. */
export async function tellMentioned(
  { notifications }: Services,
  { instance, app, process, title, entity, recordId }: Place,
  { id, by_user: by, mentions, text, visit_id: visit }: CommentRow,
): Promise<void> {
  const users = mentions.filter((user) => user !== by)
  if (users.length === 0) return
  const about = { app, process, title, instance, entity, recordId, visit }
  await notifications.notify([
    { ...about, kind: 'mention', key: `mention:${id}`, users, by, comment: text.slice(0, 500) },
  ])
}
