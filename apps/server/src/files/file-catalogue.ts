import type { StoredFile } from '@mortise/api'
import { uuidv7 } from '@mortise/core'
import { qualified, type Workspace } from '@mortise/data/server'

/** What is known of a stored file beside its bytes; `record` is set once a record has taken it. */
export interface CatalogueFile extends StoredFile {
  storageKey: string
  app: string
  entity: string | null
  recordId: string | null
  field: string | null
  uploadedBy: string | null
}

const columns = `id, name, size, type, storage_key as "storageKey", app, entity, record_id as "recordId", field,
  uploaded_by as "uploadedBy"`

/** Notes a file that was just stored; it belongs to its uploader until a record takes it. */
export async function insertFile(
  workspace: Workspace,
  file: Omit<CatalogueFile, 'id' | 'entity' | 'recordId' | 'field'>,
): Promise<StoredFile> {
  const id = uuidv7()
  await workspace.database.run({
    text: `insert into ${qualified(workspace.schema, 'file')}
             (id, name, size, type, storage_key, app, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [id, file.name, file.size, file.type, file.storageKey, file.app, file.uploadedBy, new Date().toISOString()],
  })
  return { id, name: file.name, size: file.size, type: file.type }
}

/** The file of that app, or null. */
export async function findFile(workspace: Workspace, app: string, id: string): Promise<CatalogueFile | null> {
  const { rows } = await workspace.database.run<CatalogueFile>({
    text: `select ${columns} from ${qualified(workspace.schema, 'file')} where id = $1 and app = $2`,
    values: [id, app],
  })
  return rows[0] ?? null
}

/** Takes out files that were uploaded before the given time and that no record ever took; answers with their keys. */
export async function takeOutAbandoned(workspace: Workspace, before: Date): Promise<string[]> {
  const { rows } = await workspace.database.run<{ storageKey: string }>({
    text: `delete from ${qualified(workspace.schema, 'file')} where record_id is null and uploaded_at < $1
           returning storage_key as "storageKey"`,
    values: [before.toISOString()],
  })
  return rows.map((row) => row.storageKey)
}
