import type { SavedView, SavedViewInput } from '@mortise/api'
import { uuidv7 } from '@mortise/core'
import { qualified, type Workspace } from '@mortise/data/server'
import { contentErrors } from '../errors.ts'

const columns = `id, entity, name, shared, owner_id as "ownerId", type, locked, options, updated_at as "updatedAt"`

/** The views of a table: the user's own, and those that others share. */
export async function readSavedViews(
  { database, schema }: Workspace,
  of: { app: string; entity: string; userId: string },
): Promise<SavedView[]> {
  const { rows } = await database.run<SavedView>({
    text: `select ${columns} from ${qualified(schema, 'saved_view')}
           where app = $1 and entity = $2 and (shared or owner_id = $3) order by name, id`,
    values: [of.app, of.entity, of.userId],
  })
  return rows
}

/** Keeps a new view of the user. */
export async function createSavedView(
  { database, schema }: Workspace,
  by: { app: string; userId: string },
  input: SavedViewInput,
): Promise<SavedView> {
  const { rows } = await database.run<SavedView>({
    text: `insert into ${qualified(schema, 'saved_view')} (id, app, entity, name, shared, owner_id, options, updated_at, type, locked)
           values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10) returning ${columns}`,
    values: [
      uuidv7(),
      by.app,
      input.entity,
      input.name,
      input.shared,
      by.userId,
      JSON.stringify(input.options),
      new Date().toISOString(),
      input.type ?? 'list',
      input.locked ?? false,
    ],
  })
  return onlyRow(rows)
}

/** Changes a view of the user's own; somebody else's is not found. Options of a locked one stay until it is unlocked. */
export async function updateSavedView(
  { database, schema }: Workspace,
  by: { app: string; userId: string; id: string },
  input: SavedViewInput,
): Promise<SavedView> {
  const { rows } = await database.run<SavedView>({
    text: `update ${qualified(schema, 'saved_view')} set entity = $4, name = $5, shared = $6, options = $7::jsonb, updated_at = $8,
             type = $9, locked = $10
           where id = $1 and app = $2 and owner_id = $3 and (not locked or not $10 or options = $7::jsonb)
           returning ${columns}`,
    values: [
      by.id,
      by.app,
      by.userId,
      input.entity,
      input.name,
      input.shared,
      JSON.stringify(input.options),
      new Date().toISOString(),
      input.type ?? 'list',
      input.locked ?? false,
    ],
  })
  if (rows.length === 0 && (await isOwn({ database, schema }, by))) throw contentErrors.SAVED_VIEW_LOCKED()
  return onlyRow(rows)
}

/** Removes a view of the user's own. */
export async function deleteSavedView(
  { database, schema }: Workspace,
  by: { app: string; userId: string; id: string },
): Promise<void> {
  const { count } = await database.run({
    text: `delete from ${qualified(schema, 'saved_view')} where id = $1 and app = $2 and owner_id = $3`,
    values: [by.id, by.app, by.userId],
  })
  if (count === 0) throw contentErrors.SAVED_VIEW_NOT_FOUND()
}

async function isOwn(
  { database, schema }: Pick<Workspace, 'database' | 'schema'>,
  by: { app: string; userId: string; id: string },
): Promise<boolean> {
  const { rows } = await database.run({
    text: `select 1 from ${qualified(schema, 'saved_view')} where id = $1 and app = $2 and owner_id = $3`,
    values: [by.id, by.app, by.userId],
  })
  return rows.length > 0
}

function onlyRow(rows: readonly SavedView[]): SavedView {
  const [view] = rows
  if (!view) throw contentErrors.SAVED_VIEW_NOT_FOUND()
  return view
}
