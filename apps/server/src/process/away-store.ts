import type { AwayInput, AwayPeriod } from '@mortise/api'
import { uuidv7 } from '@mortise/core'
import { type Database, databaseFault } from '@mortise/data/server'
import { identityErrors } from '../errors.ts'

const columns = `id, person_id as "personId", agent_id as "agentId", starts_at as "startsAt", ends_at as "endsAt", processes`

/** When somebody is away, and for whom they act: what is over is left out. */
export async function readAway(database: Database, person: string, now: string): Promise<AwayPeriod[]> {
  const { rows } = await database.run<AwayPeriod>({
    text: `select ${columns} from mortise.away where (person_id = $1 or agent_id = $1) and ends_at > $2
      order by starts_at, id`,
    values: [person, now],
  })
  return rows
}

/** All periods that hold at a moment. */
export async function readAwayNow(database: Database, now: string): Promise<AwayPeriod[]> {
  const { rows } = await database.run<AwayPeriod>({
    text: `select ${columns} from mortise.away where starts_at <= $1 and ends_at > $1 order by starts_at, id`,
    values: [now],
  })
  return rows
}

/** Somebody else acts for a person from then until then. */
export async function addAway(database: Database, person: string, input: AwayInput): Promise<AwayPeriod> {
  if (input.agentId === person) throw identityErrors.AWAY_SELF({ path: 'agentId' })
  if (input.endsAt <= input.startsAt) throw identityErrors.AWAY_TIME({ path: 'endsAt' })
  try {
    const { rows } = await database.run<AwayPeriod>({
      text: `insert into mortise.away (id, person_id, agent_id, starts_at, ends_at, processes)
        values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
      values: [uuidv7(), person, input.agentId, input.startsAt, input.endsAt, input.processes ?? []],
    })
    return rows[0] as AwayPeriod
  } catch (error) {
    if (databaseFault(error)?.constraint === 'away_agent_fk') throw identityErrors.USER_NOT_FOUND({ path: 'agentId' })
    throw error
  }
}

/** Ends a period; only the person themselves can. */
export async function endAway(database: Database, person: string, id: string): Promise<void> {
  const { count } = await database.run({
    text: 'delete from mortise.away where id = $1 and person_id = $2',
    values: [id, person],
  })
  if (count === 0) throw identityErrors.AWAY_NOT_FOUND()
}

/** How many periods there are, now or to come, in which somebody acts for others. */
export async function countAgentFor(database: Database, agent: string, now: string): Promise<number> {
  const { rows } = await database.run<{ count: string }>({
    text: 'select count(*) as count from mortise.away where agent_id = $1 and ends_at > $2',
    values: [agent, now],
  })
  return Number(rows[0]?.count ?? 0)
}

/** Whom somebody would act for has another one as their agent; nobody becomes their own. Says how many periods changed. */
export async function handOverAway(
  database: Database,
  { from, to }: { from: string; to: string },
  now: string,
): Promise<number> {
  const { count } = await database.run({
    text: 'update mortise.away set agent_id = $2 where agent_id = $1 and ends_at > $3 and person_id <> $2',
    values: [from, to, now],
  })
  await database.run({
    text: 'delete from mortise.away where agent_id = $1 and ends_at > $2 and person_id = $3',
    values: [from, now, to],
  })
  return count
}
