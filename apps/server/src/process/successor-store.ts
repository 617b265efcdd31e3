import type { Database } from '@mortise/data/server'

/** Who took over from somebody: in general, and of single processes, `app/process`. */
export interface Successor {
  person: string
  successor: string
  byProcess: { [process: string]: string }
}

/** Everybody from whom somebody took over. */
export async function readSuccessors(database: Database): Promise<Successor[]> {
  const { rows } = await database.run<Successor>({
    text: 'select person_id as person, successor_id as successor, by_process as "byProcess" from mortise.successor',
    values: [],
  })
  return rows
}

/** Who took over from a person in general; null for nobody. */
export async function readSuccessor(database: Database, person: string): Promise<string | null> {
  const { rows } = await database.run<{ id: string }>({
    text: 'select successor_id as id from mortise.successor where person_id = $1',
    values: [person],
  })
  return rows[0]?.id ?? null
}

/** Says who takes over from a person, in place of what was said before. */
export async function writeSuccessor(
  database: Database,
  { person, successor, byProcess }: Successor,
  at: string,
): Promise<void> {
  await database.run({
    text: `insert into mortise.successor (person_id, successor_id, at, by_process) values ($1, $2, $3, $4::jsonb)
      on conflict (person_id) do update set successor_id = excluded.successor_id, at = excluded.at,
        by_process = excluded.by_process`,
    values: [person, successor, at, JSON.stringify(byProcess)],
  })
}
