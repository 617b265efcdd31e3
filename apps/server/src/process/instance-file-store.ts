import type { StoredFile } from '@mortise/api'
import { type Executor, qualified, type Workspace } from '@mortise/data/server'

/** What a file belongs to that holds a signature or was sent with a comment: no table can be called that. */
export const instanceFiles = '$instance'

/** Files that were sent with what was said about an instance; each with the comment. */
export async function readCommentFiles(
  { database, schema }: Workspace,
  instance: string,
): Promise<(StoredFile & { comment: string })[]> {
  const { rows } = await database.run<StoredFile & { comment: string }>({
    text: `select id, name, size, type, field as comment from ${qualified(schema, 'file')}
      where entity = $1 and record_id = $2 and field <> 'signature' order by id`,
    values: [instanceFiles, instance],
    work: 'read',
  })
  return rows
}

interface SentFiles {
  app: string
  instance: string
  comment: string
  by: string
}

/** Gives files to a comment; says how many: only one's own uploads are taken, and only once. */
export async function takeCommentFiles(
  trx: Executor,
  schema: string,
  files: readonly string[],
  { app, instance, comment, by }: SentFiles,
): Promise<number> {
  const { count } = await trx.run({
    text: `update ${qualified(schema, 'file')} set entity = $4, record_id = $5, field = $6
      where id = any($1::uuid[]) and app = $2 and uploaded_by = $3 and record_id is null`,
    values: [files, app, by, instanceFiles, instance, comment],
  })
  return count
}

/** Gives a picture to the instance that was signed with it; false when it is not one's own, or was taken before. */
export async function takeSignatureFile(
  trx: Executor,
  schema: string,
  { file, instance, by }: { file: string; instance: string; by: string },
): Promise<boolean> {
  const { count } = await trx.run({
    text: `update ${qualified(schema, 'file')} set entity = $3, record_id = $4, field = 'signature'
      where id = $1 and uploaded_by = $2 and record_id is null`,
    values: [file, by, instanceFiles, instance],
  })
  return count === 1
}
