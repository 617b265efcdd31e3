import type { CommentInput, InstanceComment, StoredFile } from '@mortise/api'
import { addComment, type CommentRow, processErrors, readComments } from '@mortise/process/server'
import type { News } from '../notifications/notification-store.ts'
import type { Services } from '../services.ts'
import { refuseUnknown } from './decide.ts'
import { readCommentFiles, takeCommentFiles } from './instance-file-store.ts'

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
  const found = new Map<string, StoredFile[]>()
  for (const { comment, id, name, size, type } of await readCommentFiles(workspace, instance))
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
  const { workspace, notifications } = services
  const at = new Date().toISOString()
  const { row, told } = await workspace.database.transaction(async (trx) => {
    const added = await addComment(trx, workspace.schema, {
      ...{ instance_id: place.instance, by_user: by, at, text: text.trim(), mentions },
      ...{ visit_id: visit ?? null, reply_to: replyTo ?? null, click: `${by}:${key}` },
    })
    if (!added.isNew) return { row: added.row, told: [] }
    const sent = [...new Set(files)]
    const attached = { app: place.app, instance: place.instance, comment: added.row.id, by }
    if (sent.length > 0 && (await takeCommentFiles(trx, workspace.schema, sent, attached)) !== sent.length)
      throw processErrors.COMMENT_FILE_UNFIT()
    return { row: added.row, told: await notifications.post(trx, mentionsIn(place, added.row), at) }
  })
  notifications.changed(told)
  return commentOf(row, (await filesOf(services, place.instance)).get(row.id) ?? [], by)
}

/** Whoever was mentioned is told; once for each comment. */
export async function tellMentioned({ notifications }: Services, place: Place, row: CommentRow): Promise<void> {
  await notifications.notify(mentionsIn(place, row))
}

function mentionsIn(
  { instance, app, process, title, entity, recordId }: Place,
  { id, by_user: by, mentions, text, visit_id: visit }: CommentRow,
): News[] {
  const about = { app, process, title, instance, entity, recordId, visit }
  const users = mentions.filter((user) => user !== by)
  return [{ ...about, kind: 'mention', key: `mention:${id}`, users, by, comment: text.slice(0, 500) }]
}
