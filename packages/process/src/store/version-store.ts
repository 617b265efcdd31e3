import { type JsonObject, uuidv7 } from '@mortise/core'
import { type Executor, qualified, type Workspace } from '@mortise/data/server'

/** A version as it was published; undefined when there is none. */
export async function readVersion(trx: Executor, schema: string, id: string): Promise<JsonObject | undefined> {
  const { rows } = await trx.run<{ document: JsonObject }>({
    name: 'process-version',
    text: `select document from ${qualified(schema, 'process_version')} where id = $1`,
    values: [id],
  })
  return rows[0]?.document
}

export interface NewVersion {
  app: string
  key: string
  hash: string
  document: JsonObject
  at: string
  by: string | null
}

/** Ids of versions that were found, by database: they never change. */
const knownIds = new WeakMap<object, Map<string, string>>()

/** The id of a version. The first instance that starts on it gives it its number; versions never change. */
export async function versionId(
  { trx, workspace }: { trx: Executor; workspace: Workspace },
  version: NewVersion,
): Promise<string> {
  const { schema, database } = workspace
  const owner = database.joins ?? database
  const ids = knownIds.get(owner) ?? new Map<string, string>()
  knownIds.set(owner, ids)
  const name = `${schema}/${version.app}/${version.key}/${version.hash}`
  const remembered = ids.get(name)
  if (remembered !== undefined) return remembered
  const found = await findVersion(trx, schema, version)
  // One that is made here may still be rolled back.
  if (found === null) return await makeVersion(trx, schema, version)
  ids.set(name, found)
  return found
}

async function findVersion(trx: Executor, schema: string, { app, key, hash }: NewVersion): Promise<string | null> {
  const { rows } = await trx.run<{ id: string }>({
    name: 'process-version-id',
    text: `select id from ${qualified(schema, 'process_version')} where app = $1 and process = $2 and hash = $3`,
    values: [app, key, hash],
  })
  return rows[0]?.id ?? null
}

async function makeVersion(trx: Executor, schema: string, version: NewVersion): Promise<string> {
  const { app, key, hash, document, at, by } = version
  const table = qualified(schema, 'process_version')
  // Two servers must not give the same number to two versions.
  await trx.run({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`${schema}/${app}/${key}`] })
  const { rows } = await trx.run<{ id: string }>({
    text: `insert into ${table} (id, app, process, number, hash, document, created_at, created_by)
      select $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5::jsonb, $6, $7
      from ${table} where app = $2 and process = $3
      on conflict on constraint process_version_hash do update set hash = excluded.hash returning id`,
    values: [uuidv7(), app, key, hash, JSON.stringify(document), at, by],
  })
  return rows[0]?.id ?? ''
}

/** A version with how many instances there are on it. */
export interface VersionUse {
  id: string
  number: number
  hash: string
  document: JsonObject
  created_at: string
  created_by: string | null
  running: number
  finished: number
}

/** Versions of a process, the latest first. */
export async function versionUses(
  { database, schema }: Workspace,
  { app, process }: { app: string; process: string },
): Promise<VersionUse[]> {
  const { rows } = await database.run<VersionUse>({
    text: `select v.id, v.number, v.hash, v.document, v.created_at, v.created_by, coalesce(c.running, 0) as running,
        coalesce(c.finished, 0) as finished
      from ${qualified(schema, 'process_version')} v left join lateral (
        select count(*) filter (where i.status = 'running')::integer as running,
          count(*) filter (where i.status <> 'running')::integer as finished
        from ${qualified(schema, 'process_instance')} i where i.version_id = v.id) c on true
      where v.app = $1 and v.process = $2 order by v.number desc`,
    values: [app, process],
    work: 'read',
  })
  return rows
}
