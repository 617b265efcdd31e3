import { qualified, type Workspace } from '@mortise/data/server'
import type { ReasonedOutcome } from '../round/offered-reason.ts'
import { runWide } from '../store/run-wide.ts'
import { bucketOf, secondsBetween } from './buckets.ts'
import { filterValues, type InsightFilter, isMeant } from './insight-filter.ts'

/** How the tasks of a process are counted: four ways, each with the number of tasks. Totals are seconds. */
export type CountedTasks = { n: number; total: number } & (
  | { by: 'queue' | 'unseen'; node: string; bucket: number }
  | { by: 'thinking'; node: string; bucket: number | null; outcome: ReasonedOutcome | null; reason: string | null }
  | { by: 'person'; user: string; state: 'decided' | 'pending'; bucket: number | null; late: number; returned: number }
)

/** Until somebody was asked, until they looked at it, until they decided. */
export type TaskPart = 'queue' | 'unseen' | 'thinking'

type Counted<By extends CountedTasks['by']> = Extract<CountedTasks, { by: By }>

/** Those that are counted in one way. */
export const countedBy = <By extends CountedTasks['by']>(tasks: readonly CountedTasks[], by: By): Counted<By>[] =>
  tasks.filter((row): row is Counted<By> => row.by === by)

const ways = {
  queue: ['node', 'queue_bucket'],
  unseen: ['node', 'unseen_bucket'],
  thinking: ['node', 'outcome', 'reason', 'thinking_bucket'],
  person: ['"user"', 'state', 'whole_bucket'],
}

/**
 * One pass over the tasks, counted four times: to reach each task with its visit and its instance costs more than to count
 * it. Copies are not tasks.
 */
export async function readTasks(workspace: Workspace, filter: InsightFilter): Promise<CountedTasks[]> {
  const { schema } = workspace
  const lengths = ['queue', 'unseen', 'thinking', 'whole']
  const by = Object.entries(ways).map(([way, columns]) => `when grouping(${columns.at(-1)}) = 0 then '${way}'`)
  const { rows } = await runWide<CountedTasks>(workspace, {
    text: `select case ${by.join(' ')} end as "by", node, "user", state, outcome, reason,
        coalesce(${lengths.map((one) => `${one}_bucket`).join(', ')}) as bucket, count(*)::integer as n,
        coalesce(case ${lengths.map((one) => `when grouping(${one}_bucket) = 0 then sum(${one})`).join(' ')} end, 0) as total,
        count(*) filter (where late)::integer as late, count(*) filter (where returned)::integer as returned
      from (select *, ${lengths.map((one) => `${bucketOf(one)} as ${one}_bucket`).join(', ')}
        from (select *, thinking + coalesce(unseen, 0) as whole from (${tasksText(schema)} offset 0) w offset 0) x offset 0) y
      group by grouping sets (${Object.values(ways)
        .map((columns) => `(${columns.join(', ')})`)
        .join(', ')})`,
    values: filterValues(filter),
  })
  // What says nothing in one of the ways, such as a task that nobody has looked at, is a group there as well.
  return rows.filter((row) => (row.by === 'person' ? row.state !== null : row.by === 'thinking' || row.bucket !== null))
}

const tasksText = (schema: string) => `select v.node, t.user_id as "user", t.state = 'returned' as returned,
      case when t.state = 'pending' then 'pending' when t.decided_at is not null then 'decided' end as state,
      case when t.state in ('approved', 'rejected', 'returned') then t.state end as outcome,
      t.remark ->> 'reason' as reason, d.at is not null as late,
      greatest(0, ${secondsBetween('v.entered_at', 't.assigned_at')}) as queue,
      ${secondsBetween('t.assigned_at', 't.seen_at')} as unseen,
      ${secondsBetween('coalesce(t.seen_at, t.assigned_at)', 't.decided_at')} as thinking
    from ${qualified(schema, 'process_task')} t
    join ${qualified(schema, 'process_visit')} v on v.instance_id = t.instance_id and v.id = t.visit_id
    join ${qualified(schema, 'process_instance')} i on i.id = t.instance_id
    left join (select instance_id, visit_id, min(at) as at from ${qualified(schema, 'process_event')}
        where type = 'deadline' group by 1, 2) d
      on d.instance_id = t.instance_id and d.visit_id = t.visit_id and d.at <= coalesce(t.decided_at, now())
        and d.at >= t.assigned_at
    where t.state <> 'notified' and ${isMeant(schema)}`
