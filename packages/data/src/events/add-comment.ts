import { isUuid, uuidv7 } from '@mortise/core'
import { type RawBuilder, sql } from 'kysely'
import type { ChangeEvent } from '../contract/changes.ts'
import { recordErrors } from '../errors.ts'
import { runCached } from '../query/cached-statement.ts'
import { slot } from '../sql/slot.ts'
import { announce } from '../write/announce.ts'
import { rowsIn, sharedTableName, tableName, type WriteCall, type WriteTable } from '../write/write-call.ts'
import { writeErrors } from '../write/write-errors.ts'
import { writeStatement } from '../write/write-statements.ts'

const maxCommentLength = 5000
const maxMentions = 50

/** Adds a comment to a record that the user may read. */
export async function addComment(
  table: WriteTable,
  id: string,
  input: { text: string; mentions: string[] },
): Promise<ChangeEvent> {
  const { call, entity } = table
  if (!isUuid(id)) throw recordErrors.RECORD_NOT_FOUND()
  const comment = await readComment(call, input)
  const statement = writeStatement(table, 'comment', () => composeComment(table))
  const values = {
    ...call.slots,
    $id: id,
    $event: uuidv7(call.now.getTime()),
    $comment: JSON.stringify(comment),
  }
  const rows = await runCached<{ source: ChangeEvent['source'] }>(call.scope.workspace.database, statement, values)
  if (!rows[0]) throw recordErrors.RECORD_NOT_FOUND()
  announce(call, entity.key, [id], 'comment')
  return {
    id: values.$event,
    at: call.at,
    kind: 'comment',
    entity: entity.key,
    recordId: id,
    actorId: call.actorId,
    changes: {},
    comment,
    source: rows[0].source,
  }
}

/** Who can be mentioned are people who exist; that a comment names them opens nothing to them. */
async function readComment(call: WriteCall, input: { text: unknown; mentions: unknown }) {
  const invalid = () => writeErrors.COMMENT_INVALID({ max: maxCommentLength })
  const { text, mentions } = input
  if (typeof text !== 'string' || text.includes('\u0000') || !text.isWellFormed()) throw invalid()
  const clean = text.replaceAll(/\r\n?/g, '\n').normalize('NFC').trim()
  if (clean === '' || [...clean].length > maxCommentLength) throw invalid()
  if (!Array.isArray(mentions) || mentions.length > maxMentions || !mentions.every(isUuid)) throw invalid()
  const unique = [...new Set(mentions)]
  for (const id of unique) if ((await call.services.directory.person(id)) === null) throw invalid()
  return { text: clean, mentions: unique }
}

function composeComment(table: WriteTable): RawBuilder<unknown> {
  const { call, entity, profile } = table
  return sql`insert into ${sharedTableName(call, 'event')}
    (id, at, kind, app, entity, record_id, actor_id, changes, comment, source)
    select ${slot('$event', 'uuid')}, ${slot('$now', 'timestamptz')}, 'comment', ${sql.lit(entity.app)},
      ${sql.lit(entity.key)}, t.id, ${slot('$actor', 'uuid')}, '{}'::jsonb, ${slot('$comment', 'jsonb')},
      ${slot('$source', 'jsonb')}
    from ${tableName(table)} as t
    where t.id = ${slot('$id', 'uuid')} and t.archived_at is null and ${rowsIn(profile.read, 't', table)}
    returning source`
}
