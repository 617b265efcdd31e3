import { qualified, type Workspace } from '@mortise/data/server'
import { addBucket, type Buckets, bucketOf, noBuckets, type Spread, spreadOf } from './buckets.ts'
import { filterValues, type InsightFilter, isMeant } from './insight-filter.ts'

/** How much somebody has to do, and how long it takes them. Seconds. */
export interface PersonLoad {
  user: string
  decided: number
  /** From being asked to deciding. */
  time: Spread
  /** Decided, or still waiting, after the time for it was over. */
  late: number
  /** Waits for them now, and of it what is over its time. */
  pending: number
  overdue: number
  returned: number
}

interface Row {
  user: string
  state: 'decided' | 'pending'
  bucket: number | null
  n: number
  total: number | null
  late: number
  returned: number
}

/** Everybody who was asked, whoever has most to do first. */
export async function readPeopleLoad({ database, schema }: Workspace, filter: InsightFilter): Promise<PersonLoad[]> {
  const { rows } = await database.run<Row>({
    text: `select user_id as "user", state, ${bucketOf('s')} as bucket, count(*)::integer as n, sum(s)::float8 as total,
        count(*) filter (where late)::integer as late, count(*) filter (where returned)::integer as returned
      from (select t.user_id, case when t.state = 'pending' then 'pending' else 'decided' end as state,
          t.state = 'returned' as returned, d.at is not null as late,
          date_part('epoch', t.decided_at - t.assigned_at) as s
        from ${qualified(schema, 'process_task')} t
        join ${qualified(schema, 'process_instance')} i on i.id = t.instance_id
        left join (select instance_id, visit_id, min(at) as at from ${qualified(schema, 'process_event')}
            where type = 'deadline' group by 1, 2) d
          on d.instance_id = t.instance_id and d.visit_id = t.visit_id and d.at <= coalesce(t.decided_at, now())
            and d.at >= t.assigned_at
        where (t.state = 'pending' or t.decided_at is not null) and t.state <> 'notified' and ${isMeant(schema)}
        offset 0) x
      group by 1, 2, 3`,
    values: filterValues(filter),
    work: 'read',
  })
  const people = new Map<string, Row[]>()
  for (const row of rows) people.set(row.user, [...(people.get(row.user) ?? []), row])
  return [...people]
    .map(([user, own]) => personLoad(user, own))
    .sort((one, other) => other.time.total - one.time.total || other.pending - one.pending)
}

function personLoad(user: string, rows: readonly Row[]): PersonLoad {
  const time: Buckets = noBuckets()
  const load: PersonLoad = { user, decided: 0, time: spreadOf(time), late: 0, pending: 0, overdue: 0, returned: 0 }
  for (const { state, bucket, n, total, late, returned } of rows) {
    load.late += late
    load.returned += returned
    if (state === 'pending') {
      load.pending += n
      load.overdue += late
    } else {
      load.decided += n
      if (bucket !== null) addBucket(time, bucket, { n, total: total ?? 0 })
    }
  }
  return { ...load, time: spreadOf(time) }
}
