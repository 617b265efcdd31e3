import { type Executor, qualified, type Workspace } from '@mortise/data/server'

/** Which task of which instance; `turn` is the scope of the turn of a repetition around it, 0 outside of one. */
export interface LinkPlace {
  instance_id: string
  node: string
  turn: number
}

/** A link by which somebody without an account answers a task. The link itself is not kept, only its hash. */
export interface LinkRow extends LinkPlace {
  /** One more for each link of the same task. */
  number: number
  hash: string
  made_at: string
  expires_at: string
  used_at: string | null
  withdrawn_at: string | null
}

const columns = 'instance_id, node, turn, number, hash, made_at, expires_at, used_at, withdrawn_at'
const ofTask = 'instance_id = $1 and node = $2 and turn = $3'
const taskOf = ({ instance_id: instance, node, turn }: LinkPlace) => [instance, node, turn]

/** The latest link of a task; null when it never had one. */
export async function latestLink(executor: Executor, schema: string, place: LinkPlace): Promise<LinkRow | null> {
  const { rows } = await executor.run<LinkRow>({
    name: 'process-link-latest',
    text: `select ${columns} from ${qualified(schema, 'process_link')} where ${ofTask} order by number desc limit 1`,
    values: taskOf(place),
  })
  return rows[0] ?? null
}

/** Keeps a link; another one of that number that is there already stays. */
export async function addLink(
  executor: Executor,
  schema: string,
  link: LinkPlace & Pick<LinkRow, 'number' | 'hash' | 'made_at' | 'expires_at'>,
): Promise<void> {
  await executor.run({
    text: `insert into ${qualified(schema, 'process_link')} (instance_id, node, turn, number, hash, made_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    values: [...taskOf(link), link.number, link.hash, link.made_at, link.expires_at],
  })
}

/** The link with that hash; null when there is none. */
export async function linkOfHash({ database, schema }: Workspace, hash: string): Promise<LinkRow | null> {
  const { rows } = await database.run<LinkRow>({
    name: 'process-link-hash',
    text: `select ${columns} from ${qualified(schema, 'process_link')} where hash = $1`,
    values: [hash],
  })
  return rows[0] ?? null
}

/** Uses a link up; false when it was used, withdrawn or out of date before. */
export async function spendLink(executor: Executor, schema: string, link: LinkRow, at: string): Promise<boolean> {
  const { count } = await executor.run({
    text: `update ${qualified(schema, 'process_link')} set used_at = $5
      where ${ofTask} and number = $4 and used_at is null and withdrawn_at is null and expires_at > $5`,
    values: [...taskOf(link), link.number, at],
  })
  return count === 1
}

/** Takes back the links of a task that were not used. */
export async function withdrawLinks(
  executor: Executor,
  schema: string,
  { at, by, ...place }: LinkPlace & { at: string; by: string },
): Promise<void> {
  await executor.run({
    text: `update ${qualified(schema, 'process_link')} set withdrawn_at = $4, withdrawn_by = $5
      where ${ofTask} and used_at is null and withdrawn_at is null`,
    values: [...taskOf(place), at, by],
  })
}
