import { qualified, type Workspace } from '@mortise/data/server'
import type { StoredEffect } from './write-instance.ts'

/** An effect that has been committed and has to happen now. `attempts` counts this one. */
export interface DueEffect {
  id: string
  instance_id: string
  effect: StoredEffect
  attempts: number
}

/** Work outside takes its time: some of it at once, and nobody else takes it for a minute. */
const takenAs = {
  engine: { atOnce: 100, leastMs: 0, where: `effect ->> 'effect' <> 'run'` },
  outside: { atOnce: 10, leastMs: 60_000, where: `effect ->> 'effect' = 'run'` },
} as const
const pauseMs = 2000
/** Pauses no longer grow from then on: half an hour. */
const longestPause = 10

/** What is due, for this server alone until the pause before the next attempt is over; each pause is twice as long. */
export async function takeDueEffects(
  { database, schema }: Workspace,
  now: string,
  which: keyof typeof takenAs,
): Promise<DueEffect[]> {
  const { atOnce, leastMs, where } = takenAs[which]
  const table = qualified(schema, 'process_effect')
  const { rows } = await database.run<DueEffect>({
    name: `process-effects-${which}`,
    text: `update ${table} set attempts = attempts + 1,
        due_at = $1::timestamptz + interval '1 millisecond' * greatest(${leastMs}, ${pauseMs} * (2 ^ least(attempts, ${longestPause})))
      where id in (select id from ${table} where due_at <= $1 and ${where} order by due_at, id limit ${atOnce}
        for update skip locked)
      returning id, instance_id, effect, attempts`,
    values: [now],
  })
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** It has happened, or will not be tried again. */
export async function dropEffect({ database, schema }: Workspace, id: string): Promise<void> {
  await database.run({ text: `delete from ${qualified(schema, 'process_effect')} where id = $1`, values: [id] })
}

/** Why it did not happen this time. */
export async function noteProblem({ database, schema }: Workspace, id: string, problem: string): Promise<void> {
  await database.run({
    text: `update ${qualified(schema, 'process_effect')} set problem = $2 where id = $1`,
    values: [id, problem],
  })
}
