import type { FormDraft, FormDraftInput, FormDraftSummary } from '@mortise/api'
import { qualified, type Workspace } from '@mortise/data/server'

/** Whose draft, and of which record: its id, or for one that does not exist yet what it was begun with. */
export interface FormDraftPlace {
  app: string
  userId: string
  entity: string
  record: string
}

const keepDays = 30
/** Drafts of one person in one app; the oldest go first. */
const maxDrafts = 200

/** The drafts that a person has left, the latest first. */
export async function listFormDrafts(
  { database, schema }: Workspace,
  { app, userId }: Pick<FormDraftPlace, 'app' | 'userId'>,
): Promise<FormDraftSummary[]> {
  const { rows } = await database.run<FormDraftSummary>({
    text: `select entity, record, at from ${qualified(schema, 'form_draft')}
      where app = $1 and user_id = $2 and at > $3 order by at desc limit ${maxDrafts}`,
    values: [app, userId, oldest()],
  })
  return rows
}

/** The draft of one record; null when there is none. */
export async function readFormDraft(
  { database, schema }: Workspace,
  { app, userId, entity, record }: FormDraftPlace,
): Promise<FormDraft | null> {
  const { rows } = await database.run<{ at: string; draft: FormDraftInput }>({
    text: `select at, draft from ${qualified(schema, 'form_draft')}
      where app = $1 and user_id = $2 and entity = $3 and record = $4 and at > $5`,
    values: [app, userId, entity, record, oldest()],
  })
  const [found] = rows
  return found ? { ...found.draft, at: found.at } : null
}

/** Keeps a draft in the place of the one before; what is too old or too much goes. */
export async function writeFormDraft(
  { database, schema }: Workspace,
  { app, userId, entity, record }: FormDraftPlace,
  draft: FormDraftInput,
): Promise<{ at: string }> {
  const at = new Date().toISOString()
  const table = qualified(schema, 'form_draft')
  await database.run({
    text: `with gone as (
        delete from ${table} where app = $1 and user_id = $2 and (at < $7 or (entity, record) in (
          select entity, record from ${table} where app = $1 and user_id = $2 order by at desc offset ${maxDrafts - 1}
        )) and (entity, record) <> ($3, $4)
      )
      insert into ${table} (app, user_id, entity, record, at, draft) values ($1, $2, $3, $4, $5, $6::jsonb)
      on conflict (app, user_id, entity, record) do update set at = excluded.at, draft = excluded.draft`,
    values: [app, userId, entity, record, at, JSON.stringify(draft), oldest()],
  })
  return { at }
}

/** Forgets a draft; one that is not there is no fault. */
export async function deleteFormDraft(
  { database, schema }: Workspace,
  { app, userId, entity, record }: FormDraftPlace,
): Promise<void> {
  await database.run({
    text: `delete from ${qualified(schema, 'form_draft')} where app = $1 and user_id = $2 and entity = $3 and record = $4`,
    values: [app, userId, entity, record],
  })
}

function oldest(): string {
  return new Date(Date.now() - keepDays * 86_400_000).toISOString()
}
