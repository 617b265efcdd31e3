import { type Database, qualified, type Workspace } from '@mortise/data/server'

/** The picture that an account signs with. */
export interface SignatureRow {
  name: string
  type: string
  size: string
  storage_key: string
  at: string
}

/** The signature of an account; null when it has none. */
export async function readSignature(database: Database, person: string): Promise<SignatureRow | null> {
  const { rows } = await database.run<SignatureRow>({
    text: 'select name, type, size, storage_key, at from mortise.person_signature where person_id = $1',
    values: [person],
  })
  return rows[0] ?? null
}

/** Keeps the signature of an account, in place of the one before. */
export async function writeSignature(
  database: Database,
  person: string,
  { name, type, size, storage_key: key, at }: Omit<SignatureRow, 'size'> & { size: number },
): Promise<void> {
  await database.run({
    text: `insert into mortise.person_signature (person_id, name, type, size, storage_key, at)
      values ($1, $2, $3, $4, $5, $6) on conflict (person_id) do update set name = excluded.name, type = excluded.type,
      size = excluded.size, storage_key = excluded.storage_key, at = excluded.at`,
    values: [person, name, type, size, key, at],
  })
}

/** Whether somebody changed a record after that moment; what a process itself sets does not count. */
export async function changedByPeople(
  { database, schema }: Workspace,
  record: string,
  after: string | null,
): Promise<boolean> {
  const { rows } = await database.run({
    text: `select 1 from ${qualified(schema, 'event')}
      where record_id = $1 and at > $2 and actor_id is not null and kind <> 'comment' limit 1`,
    values: [record, after],
  })
  return rows.length > 0
}
