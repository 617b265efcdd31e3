import { qualified, type Workspace } from '@mortise/data/server'

/** When somebody last looked at an instance, ISO; null when they never did. */
export async function lastLook(
  { database, schema }: Workspace,
  { instance, user }: { instance: string; user: string },
): Promise<string | null> {
  const { rows } = await database.run<{ at: string }>({
    name: 'process-look',
    text: `select at from ${qualified(schema, 'process_look')} where instance_id = $1 and user_id = $2`,
    values: [instance, user],
    work: 'read',
  })
  return rows[0]?.at ?? null
}

/** Somebody has looked at an instance as it was then. */
export async function noteLook(
  { database, schema }: Workspace,
  { instance, user, at }: { instance: string; user: string; at: string },
): Promise<void> {
  await database.run({
    name: 'process-looked',
    text: `insert into ${qualified(schema, 'process_look')} as l (instance_id, user_id, at) values ($1, $2, $3)
      on conflict (instance_id, user_id) do update set at = greatest(l.at, excluded.at)`,
    values: [instance, user, at],
  })
}
