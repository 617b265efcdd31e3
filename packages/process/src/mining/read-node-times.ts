import { qualified, type Workspace } from '@mortise/data/server'
import { runWide } from '../store/run-wide.ts'
import { addBucket, type Buckets, bucketOf, noBuckets, type Spread, secondsBetween, spreadOf } from './buckets.ts'
import { filterValues, firstFree, type InsightFilter, isMeant } from './insight-filter.ts'
import { type CountedTasks, countedBy, type TaskPart } from './read-tasks.ts'
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

type TaskRow = Extract<CountedTasks, { by: TaskPart }>

/** Times of all nodes, of which the parts of tasks are known, and how often each line was taken. */
export async function readNodeTimes(
  workspace: Workspace,
  filter: InsightFilter,
  work: WorkSeconds,
  counted: Promise<readonly CountedTasks[]>,
): Promise<{ nodes: NodeTimes[]; lines: LineTimes[] }> {
  const [visits, all] = await Promise.all([readVisits(workspace, filter, work), counted])
  const tasks = (['queue', 'unseen', 'thinking'] as const).flatMap((part): TaskRow[] => countedBy(all, part))
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
  const part = (name: TaskPart) => spreadOrNull(countedBy(tasks, name))
  return {
    node,
    ...{ done: count(({ state }) => state === 'done'), open: count(({ state }) => state === 'open') },
    ...{ cancelled: count(({ state }) => state === 'cancelled'), again: count(({ again }) => again) },
    ...{ wall: spreadOf(wall), working: spreadOf(working) },
    ...{ queue: part('queue'), unseen: part('unseen'), thinking: part('thinking') },
    returned: countedBy(tasks, 'thinking').reduce((sum, row) => sum + (row.outcome === 'returned' ? row.n : 0), 0),
  }
}

function spreadOrNull(rows: readonly TaskRow[]): Spread | null {
  const buckets: Buckets = noBuckets()
  for (const { bucket, n, total } of rows) if (bucket !== null) addBucket(buckets, bucket, { n, total })
  return buckets.n === 0 ? null : spreadOf(buckets)
}

/** One pass over the visits: what they took, and the line that led to them. */
async function readVisits(workspace: Workspace, filter: InsightFilter, work: WorkSeconds): Promise<VisitRow[]> {
  const { schema } = workspace
  // Most nodes take no time at all: what is short is not looked up in the calendar.
  const local = (moment: string) =>
    `case when v.left_at > v.entered_at + interval '1 minute' then ${work.local(moment)} end`
  const working = `case when came is not null then ${work.between('came', 'went', firstFree)} when wall_s is not null then 0 end`
  const { rows } = await runWide<VisitRow>(workspace, {
    text: `select node, via, again, state, ${bucketOf('wall_s')} as wall, ${bucketOf('work_s')} as work,
        count(*)::integer as n, sum(wall_s)::float8 as wall_total, sum(work_s)::float8 as work_total
      from (select node, via, again, state, wall_s, ${working} as work_s
        from (select v.node, v.via, v.round > 1 as again, v.state, ${secondsBetween('v.entered_at', 'v.left_at')} as wall_s,
            ${local('v.entered_at')} as came, ${local('v.left_at')} as went
          from ${qualified(schema, 'process_visit')} v
          join ${qualified(schema, 'process_instance')} i on i.id = v.instance_id
          where ${isMeant(schema)} offset 0) y offset 0) x
      group by 1, 2, 3, 4, 5, 6`,
    values: [...filterValues(filter), ...work.values],
  })
  return rows
}
