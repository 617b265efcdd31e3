import { uuidv7 } from '@mortise/core'
import { qualified, type Workspace } from '@mortise/data/server'
import type { StoredWait } from './wait-store.ts'

/** A message by which processes of an app find each other. */
export interface Message {
  app: string
  name: string
  key: string | null
}

/** A message that came before anybody waited for it, and somebody who waits for it now. */
export interface AwaitedMessage extends StoredWait {
  message: string
}

const from = (schema: string) =>
  `from ${qualified(schema, 'process_wait')} w join ${qualified(schema, 'process_instance')} i on i.id = w.instance_id`

/** Everybody who waits for a message: for one with a key those with the same key, else those without one. */
export async function messageWaits(
  { database, schema }: Workspace,
  { app, name, key }: Message,
): Promise<StoredWait[]> {
  const { rows } = await database.run<StoredWait>({
    name: 'process-message-waits',
    text: `select w.instance_id, w.id, i.app, i.process ${from(schema)}
      where w.waits_on = 'message' and w.name = $1 and w.key is not distinct from $2 and i.app = $3
        and i.status = 'running'`,
    values: [name, key, app],
  })
  return rows
}

/** Keeps a message for who may wait for it later; false when there is one already. */
export async function keepMessage(
  { database, schema }: Workspace,
  { app, name, key, at, expires }: Message & { key: string; at: string; expires: string },
): Promise<boolean> {
  const { count } = await database.run({
    text: `insert into ${qualified(schema, 'process_message')} as m (id, app, name, key, at, expires_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (app, name, key) do update set id = excluded.id, at = excluded.at, expires_at = excluded.expires_at
        where m.expires_at <= $5`,
    values: [uuidv7(Date.parse(at)), app, name, key, at, expires],
  })
  return count === 1
}

/** Messages that were kept and that somebody waits for by now. */
export async function awaitedMessages({ database, schema }: Workspace, now: string): Promise<AwaitedMessage[]> {
  const { rows } = await database.run<AwaitedMessage>({
    name: 'process-message-awaited',
    text: `select m.id as message, w.instance_id, w.id, i.app, i.process ${from(schema)}
      join ${qualified(schema, 'process_message')} m on m.app = i.app and m.name = w.name and m.key = w.key
      where w.waits_on = 'message' and i.status = 'running' and m.expires_at > $1
      order by m.at limit 100`,
    values: [now],
  })
  return rows
}

/** It has reached whoever waited. */
export async function dropMessage({ database, schema }: Workspace, id: string): Promise<void> {
  await database.run({ text: `delete from ${qualified(schema, 'process_message')} where id = $1`, values: [id] })
}

/** Nobody came for these in time. */
export async function dropExpiredMessages({ database, schema }: Workspace, now: string): Promise<void> {
  await database.run({
    name: 'process-message-expire',
    text: `delete from ${qualified(schema, 'process_message')} where expires_at <= $1`,
    values: [now],
  })
}
