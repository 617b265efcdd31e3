import type { JsonObject } from '@mortise/core'
import { qualified, type Workspace } from '@mortise/data/server'

/** A version that instances began on. */
export interface KnownVersion {
  number: number
  hash: string
  created_at: string
}

/** Versions of a process, the latest first; none that no instance began on. */
export async function versionsOf(
  { database, schema }: Workspace,
  { app, process }: { app: string; process: string },
): Promise<KnownVersion[]> {
  const { rows } = await database.run<KnownVersion>({
    name: 'process-versions',
    text: `select number, hash, created_at from ${qualified(schema, 'process_version')}
      where app = $1 and process = $2 order by number desc`,
    values: [app, process],
    work: 'read',
  })
  return rows
}

/** All versions as they were published, the latest first. */
export async function versionDocuments(
  { database, schema }: Workspace,
  { app, process }: { app: string; process: string },
): Promise<JsonObject[]> {
  const { rows } = await database.run<{ document: JsonObject }>({
    name: 'process-version-documents',
    text: `select document from ${qualified(schema, 'process_version')} where app = $1 and process = $2
      order by number desc`,
    values: [app, process],
    work: 'read',
  })
  return rows.map(({ document }) => document)
}

/** A version by its number, as it was published. */
export async function versionNumbered(
  { database, schema }: Workspace,
  { app, process, number }: { app: string; process: string; number: number },
): Promise<JsonObject | undefined> {
  const { rows } = await database.run<{ document: JsonObject }>({
    name: 'process-version-numbered',
    text: `select document from ${qualified(schema, 'process_version')} where app = $1 and process = $2 and number = $3`,
    values: [app, process, number],
    work: 'read',
  })
  return rows[0]?.document
}
