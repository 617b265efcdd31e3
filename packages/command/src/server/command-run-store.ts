import { qualified, type Workspace } from '@mortise/data/server'

/** One run of a command for one record: `key` is of the click, the same when it is sent again. */
export interface CommandRunPlace {
  app: string
  userId: string
  key: string
  record: string
}

const keepHours = 24

/** Begins a run; false when it was begun before. Whoever is second waits until the first has ended. */
export async function beginRun(
  { database, schema }: Workspace,
  { app, userId, key, record }: CommandRunPlace,
): Promise<boolean> {
  const table = qualified(schema, 'command_run')
  const now = Date.now()
  const { count } = await database.run({
    text: `with gone as (delete from ${table} where app = $1 and user_id = $2 and at < $6)
      insert into ${table} (app, user_id, key, record, at) values ($1, $2, $3, $4, $5)
      on conflict (app, user_id, key, record) do nothing returning 1`,
    values: [
      ...[app, userId, key, record],
      new Date(now).toISOString(),
      new Date(now - keepHours * 3_600_000).toISOString(),
    ],
  })
  return count > 0
}

/** Keeps what the run came to, for whoever asks again. */
export async function endRun(
  { database, schema }: Workspace,
  { app, userId, key, record }: CommandRunPlace,
  outcome: unknown,
): Promise<void> {
  await database.run({
    text: `update ${qualified(schema, 'command_run')} set outcome = $5::jsonb
      where app = $1 and user_id = $2 and key = $3 and record = $4`,
    values: [app, userId, key, record, JSON.stringify(outcome)],
  })
}

/** What a run that was begun before came to. */
export async function outcomeOf<Outcome>(
  { database, schema }: Workspace,
  { app, userId, key, record }: CommandRunPlace,
): Promise<Outcome | null> {
  const { rows } = await database.run<{ outcome: Outcome | null }>({
    text: `select outcome from ${qualified(schema, 'command_run')}
      where app = $1 and user_id = $2 and key = $3 and record = $4`,
    values: [app, userId, key, record],
  })
  return rows[0]?.outcome ?? null
}
