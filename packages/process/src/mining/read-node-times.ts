import { qualified, type Workspace } from '@mortise/data/server'
import { addBucket, type Buckets, bucketOf, noBuckets, type Spread, spreadOf } from './buckets.ts'
import { filterValues, firstFree, type InsightFilter, isMeant } from './insight-filter.ts'
import type { WorkSeconds } from './work-seconds.ts'

/** How long a node takes. Seconds. */
export interface NodeTimes {
  node: string
  /** Visits that are over, those that are under way, and those that were called off. */
  done: number
  open: number
  cancelled: number
  /** Visits that had to be done again. */
  again: number
  wall: Spread
  /** Of it, in working hours. */
  working: Spread
  /** Of tasks: until somebody was asked, until they looked at it, until they decided. */
  queue: Spread | null
  unseen: Spread | null
  thinking: Spread | null
  /** Tasks that were sent back to an earlier step. */
  returned: number
}

export interface LineTimes {
  line: string
  n: number
}

interface VisitRow {
  node: string
  via: string | null
  again: boolean
  state: string
  wall: number | null
  work: number | null
  n: number
  wall_total: number | null
  work_total: number | null
}

interface TaskRow {
  node: string
  part: 'queue' | 'unseen' | 'thinking'
  bucket: number
  n: number
  total: number
  returned: number
}

/** A row of the statement has the sums of all three. */
type CountedTasks = Omit<TaskRow, 'bucket' | 'total'> & { bucket: number | null } & {
  [Part in TaskRow['part']]: number | null
}

/** Times of all nodes, and how often each line was taken. */
export async function readNodeTimes(
  workspace: Workspace,
  filter: InsightFilter,
  work: WorkSeconds,
): Promise<{ nodes: NodeTimes[]; lines: LineTimes[] }> {
  const [visits, tasks] = await Promise.all([readVisits(workspace, filter, work), readTasks(workspace, filter)])
  const lines = new Map<string, number>()
  for (const { via, n } of visits) if (via !== null) lines.set(via, (lines.get(via) ?? 0) + n)
  const nodes = [...new Set(visits.map(({ node }) => node))].map((node) =>
    nodeTimes(
      node,
      visits.filter((row) => row.node === node),
      tasks.filter((row) => row.node === node),
    ),
  )
  return { nodes, lines: [...lines].map(([line, n]) => ({ line, n })) }
}

function nodeTimes(node: string, visits: readonly VisitRow[], tasks: readonly TaskRow[]): NodeTimes {
  const wall = noBuckets()
  const working = noBuckets()
  for (const row of visits) {
    if (row.state !== 'done' || row.wall === null || row.work === null) continue
    addBucket(wall, row.wall, { n: row.n, total: row.wall_total ?? 0 })
    addBucket(working, row.work, { n: row.n, total: row.work_total ?? 0 })
  }
  const count = (of: (row: VisitRow) => boolean) => visits.reduce((sum, row) => sum + (of(row) ? row.n : 0), 0)
  const part = (name: TaskRow['part']) => spreadOrNull(tasks.filter((row) => row.part === name))
  return {
    node,
    ...{ done: count(({ state }) => state === 'done'), open: count(({ state }) => state === 'open') },
    ...{ cancelled: count(({ state }) => state === 'cancelled'), again: count(({ again }) => again) },
    ...{ wall: spreadOf(wall), working: spreadOf(working) },
    ...{ queue: part('queue'), unseen: part('unseen'), thinking: part('thinking') },
    returned: tasks.reduce((sum, row) => sum + (row.part === 'thinking' ? row.returned : 0), 0),
  }
}

function spreadOrNull(rows: readonly TaskRow[]): Spread | null {
  const buckets: Buckets = noBuckets()
  for (const { bucket, n, total } of rows) addBucket(buckets, bucket, { n, total })
  return buckets.n === 0 ? null : spreadOf(buckets)
}

const seconds = (from: string, to: string) => `date_part('epoch', ${to} - ${from})`

/** One pass over the visits: what they took, and the line that led to them. */
async function readVisits(
  { database, schema }: Workspace,
  filter: InsightFilter,
  work: WorkSeconds,
): Promise<VisitRow[]> {
  // Most nodes take no time at all: what is short is not looked up in the calendar.
  const local = (moment: string) =>
    `case when v.left_at - v.entered_at > interval '1 minute' then ${work.local(moment)} end`
  const working = `case when came is not null then ${work.between('came', 'went', firstFree)} when wall_s is not null then 0 end`
  const { rows } = await database.run<VisitRow>({
    text: `select node, via, again, state, ${bucketOf('wall_s')} as wall, ${bucketOf('work_s')} as work,
        count(*)::integer as n, sum(wall_s)::float8 as wall_total, sum(work_s)::float8 as work_total
      from (select node, via, again, state, wall_s, ${working} as work_s
        from (select v.node, v.via, v.round > 1 as again, v.state, ${seconds('v.entered_at', 'v.left_at')} as wall_s,
            ${local('v.entered_at')} as came, ${local('v.left_at')} as went
          from ${qualified(schema, 'process_visit')} v
          join ${qualified(schema, 'process_instance')} i on i.id = v.instance_id
          where ${isMeant(schema)} offset 0) y offset 0) x
      group by 1, 2, 3, 4, 5, 6`,
    values: [...filterValues(filter), ...work.values],
    work: 'read',
  })
  return rows
}

/** One pass over the tasks, counted three times. */
async function readTasks({ database, schema }: Workspace, filter: InsightFilter): Promise<TaskRow[]> {
  const bucket = (part: string) => `case when ${part} is not null then ${bucketOf(part)} end as ${part}_bucket`
  const { rows } = await database.run<CountedTasks>({
    text: `select node, case when grouping(queue_bucket) = 0 then 'queue' when grouping(unseen_bucket) = 0 then 'unseen'
          else 'thinking' end as part, coalesce(queue_bucket, unseen_bucket, thinking_bucket) as bucket,
        count(*)::integer as n, sum(queue) as queue, sum(unseen) as unseen, sum(thinking) as thinking,
        count(*) filter (where returned)::integer as returned
      from (select node, returned, queue, unseen, thinking, ${['queue', 'unseen', 'thinking'].map(bucket).join(', ')}
        from (select v.node, t.state = 'returned' as returned,
            greatest(0, ${seconds('v.entered_at', 't.assigned_at')}) as queue,
            ${seconds('t.assigned_at', 't.seen_at')} as unseen,
            ${seconds('coalesce(t.seen_at, t.assigned_at)', 't.decided_at')} as thinking
          from ${qualified(schema, 'process_task')} t
          join ${qualified(schema, 'process_visit')} v on v.instance_id = t.instance_id and v.id = t.visit_id
          join ${qualified(schema, 'process_instance')} i on i.id = t.instance_id
          where t.state <> 'notified' and ${isMeant(schema)} offset 0) x) y
      group by grouping sets ((node, queue_bucket), (node, unseen_bucket), (node, thinking_bucket))`,
    values: filterValues(filter),
    work: 'read',
  })
  return rows.flatMap(({ node, part, bucket, n, returned, ...totals }) =>
    bucket === null ? [] : [{ node, part, bucket, n, returned, total: totals[part] ?? 0 }],
  )
}
