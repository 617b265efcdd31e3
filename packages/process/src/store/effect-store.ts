import { qualified, type Workspace } from '@mortise/data/server'
import type { StoredEffect } from './write-instance.ts'

/** An effect that has been committed and has to happen now. `attempts` counts this one. */
export interface DueEffect {
  id: string
  instance_id: string
  effect: StoredEffect
  attempts: number
}

const atOnce = 100
const pauseMs = 2000
/** Pauses no longer grow from then on: half an hour. */
const longestPause = 10

/** What is due, for this server alone until the pause before the next attempt is over; each pause is twice as long. */
export async function takeDueEffects({ database, schema }: Workspace, now: string): Promise<DueEffect[]> {
  const table = qualified(schema, 'process_effect')
  const { rows } = await database.run<DueEffect>({
    name: 'process-effects',
    text: `update ${table} set attempts = attempts + 1,
        due_at = $1::timestamptz + interval '1 millisecond' * ${pauseMs} * (2 ^ least(attempts, ${longestPause}))
      where id in (select id from ${table} where due_at <= $1 order by due_at, id limit ${atOnce}
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
