import { uuidv7 } from '@mortise/core'
import type { Executor, Workspace } from '@mortise/data/server'
import type { PublicLimits } from '@mortise/metadata'

/** Whose answer it is, as far as limits are concerned. */
export interface Answerer {
  /** Random number of the browser, or of the address where it keeps none. */
  device: string
  /** Keyed hash of the network address. */
  address: string
}

export interface AnswerPlace {
  app: string
  form: string
}

/** Which limit is reached. */
export type LimitReached = 'full' | 'answered' | null

/** `new`: it may be taken. `taken`, `taking`: the same request came before. `stuck`: and its server died over it. */
export type Reservation =
  | { state: 'new' | 'taken' | 'taking' | 'stuck'; id: string; at: string }
  | { reached: NonNullable<LimitReached> }

/** A server that has not finished an answer after this has died over it. */
const patienceMs = 60_000

/** Whether one more answer would be too many; `value` is the keyed hash of what `perValue` counts. */
export async function limitReached(
  executor: Executor,
  place: AnswerPlace & { workspace: string },
  limits: PublicLimits | undefined,
  who: Answerer & { value?: string | null },
): Promise<LimitReached> {
  if (!limits) return null
  const { total, perDevice, perAddress, perValue } = limits
  const since = new Date(Date.now() - (perAddress?.hours ?? 0) * 3_600_000).toISOString()
  const { rows } = await executor.run<{ total: number; device: number; address: number; value: number }>({
    text: `select
        case when $4::boolean then (select count(*)::int from mortise.public_answer where ${ofForm}) else 0 end as total,
        (select count(*)::int from mortise.public_answer where ${ofForm} and device = $5) as device,
        (select count(*)::int from mortise.public_answer where ${ofForm} and address = $6 and at > $7) as address,
        (select count(*)::int from mortise.public_answer where ${ofForm} and value = $8) as value`,
    values: [
      ...[place.workspace, place.app, place.form, total !== undefined],
      ...[who.device, who.address, since, who.value ?? null],
    ],
  })
  const [count] = rows
  if (!count) return null
  const isOver = (limit: number | undefined, number: number) => limit !== undefined && number >= limit
  if (isOver(total, count.total)) return 'full'
  const answered =
    isOver(perDevice, count.device) || isOver(perAddress?.count, count.address) || isOver(perValue?.count, count.value)
  return answered ? 'answered' : null
}

const ofForm = 'workspace = $1 and app = $2 and form = $3'

/**
 * Keeps a place for an answer, or finds that it is there already. The row of the link is locked meanwhile, so that of
 * many answers at the same moment not one too many is let in.
 */
export async function reserveAnswer(
  { database, key }: Workspace,
  { app, form }: AnswerPlace,
  request: string,
  who: Answerer & { value: string | null; limits: PublicLimits | undefined },
): Promise<Reservation> {
  const now = new Date()
  return await database.transaction(async (trx) => {
    await trx.run({
      text: `select 1 from mortise.public_link where ${ofForm} for update`,
      values: [key, app, form],
    })
    const { rows } = await trx.run<{ id: string; state: string; at: string }>({
      text: `select id, state, at from mortise.public_answer where ${ofForm} and request = $4`,
      values: [key, app, form, request],
    })
    const [before] = rows
    if (before) return await asReservation(trx, before, now)
    const reached = await limitReached(trx, { workspace: key, app, form }, who.limits, who)
    if (reached) return { reached }
    const id = uuidv7(now.getTime())
    await trx.run({
      text: `insert into mortise.public_answer
          (id, workspace, app, form, request, state, at, device, address, value)
        values ($1, $2, $3, $4, $5, 'taking', $6, $7, $8, $9)`,
      values: [id, key, app, form, request, now.toISOString(), who.device, who.address, who.value],
    })
    return { state: 'new', id, at: now.toISOString() }
  })
}

async function asReservation(
  trx: Executor,
  { id, state, at }: { id: string; state: string; at: string },
  now: Date,
): Promise<Reservation> {
  if (state !== 'taking') return { state: 'taken', id, at }
  if (now.getTime() - Date.parse(at) <= patienceMs) return { state: 'taking', id, at }
  // Whoever comes next finds it in these hands.
  await trx.run({ text: 'update mortise.public_answer set at = $2 where id = $1', values: [id, now.toISOString()] })
  return { state: 'stuck', id, at }
}

/** The answer is in the records, or what it says was known before. */
export async function confirmAnswer({ database }: Workspace, id: string, state: 'taken' | 'known'): Promise<void> {
  await database.run({ text: 'update mortise.public_answer set state = $2 where id = $1', values: [id, state] })
}

/** The answer was refused: it counts for nothing. */
export async function releaseAnswer({ database }: Workspace, id: string): Promise<void> {
  await database.run({
    text: `delete from mortise.public_answer where id = $1 and state = 'taking'`,
    values: [id],
  })
}
