import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { SecretSummary } from '@mortise/api'
import { qualified, type Workspace, type WorkspacePart } from '@mortise/data/server'

/** Keys of other programs, encrypted; whoever reads the database alone has none of them. */
export const secretTables: WorkspacePart = {
  name: 'secrets',
  content: '1',
  async install(trx, schema) {
    await trx.run({
      text: `create table if not exists ${qualified(schema, 'secret')} (
        name text constraint secret_key primary key, host text not null, sealed bytea not null,
        updated_at timestamptz(3) not null, updated_by uuid
      )`,
      values: [],
    })
  },
}

/** Secrets of a workspace: written, used, never shown. */
export interface SecretStore {
  list(): Promise<SecretSummary[]>
  put(secret: { name: string; host: string; value: string; by: string }): Promise<void>
  remove(name: string): Promise<boolean>
  /** For a call to its host; null where there is none of that name for that host. */
  use(name: string, host: string): Promise<string | null>
}

export function createSecretStore({ database, schema }: Workspace, key: string): SecretStore {
  const table = qualified(schema, 'secret')
  const cipherKey = Buffer.from(hkdfSync('sha256', key, schema, 'mortise secrets', 32))
  return {
    async list() {
      const { rows } = await database.run<SecretSummary>({
        text: `select name, host, updated_at as "updatedAt", updated_by as "updatedBy" from ${table} order by name`,
        values: [],
      })
      return rows
    },
    async put({ name, host, value, by }) {
      await database.run({
        text: `insert into ${table} (name, host, sealed, updated_at, updated_by) values ($1, $2, decode($3, 'hex'), $4, $5)
          on conflict (name) do update set host = excluded.host, sealed = excluded.sealed,
            updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
        values: [name, host, seal(value, cipherKey).toString('hex'), new Date().toISOString(), by],
      })
    },
    async remove(name) {
      const { count } = await database.run({ text: `delete from ${table} where name = $1`, values: [name] })
      return count > 0
    },
    async use(name, host) {
      const { rows } = await database.run<{ sealed: string }>({
        text: `select encode(sealed, 'hex') as sealed from ${table} where name = $1 and host = $2`,
        values: [name, host],
      })
      return rows[0] ? unseal(Buffer.from(rows[0].sealed, 'hex'), cipherKey) : null
    },
  }
}

const ivBytes = 12
const tagBytes = 16

function seal(value: string, key: Buffer): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

function unseal(sealed: Buffer, key: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes))
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8')
}
