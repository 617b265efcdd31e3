import { qualified, type Workspace } from '@mortise/data/server'
import type { InstanceStatus } from '../state/process-state.ts'
import { runWide } from '../store/run-wide.ts'
import { addBucket, bucketOf, noBuckets, type Spread, secondsBetween, spreadOf } from './buckets.ts'
import { filterValues, firstFree, type InsightFilter, isMeant } from './insight-filter.ts'

/** What became of instances, and how long they took. Seconds. */
export interface InstanceTimes {
  byStatus: { status: InstanceStatus; n: number }[]
  /** Of those that have ended. */
  lead: Spread
  trend: TrendPoint[]
}

/** Instances that began in a week. */
export interface TrendPoint {
  /** The Monday, as `2026-11-23`. */
  week: string
  started: number
  ended: number
  p50: number | null
  p90: number | null
}

interface Row {
  week: string
  status: InstanceStatus
  bucket: number | null
  n: number
  total: number | null
}

/** Weeks begin on Mondays in the time zone of the workspace. */
export async function readInstanceTimes(workspace: Workspace, filter: InsightFilter): Promise<InstanceTimes> {
  const { schema, timeZone } = workspace
  const { rows } = await runWide<Row>(workspace, {
    text: `select week::text, status, ${bucketOf('s')} as bucket, count(*)::integer as n, sum(s)::float8 as total
      from (select date_trunc('week', i.started_at at time zone $${firstFree}::text)::date as week, i.status,
          ${secondsBetween('i.started_at', 'i.ended_at')} as s
        from ${qualified(schema, 'process_instance')} i where ${isMeant(schema)} offset 0) x
      group by 1, 2, 3 order by 1`,
    values: [...filterValues(filter), timeZone],
  })
  const statuses = new Map<InstanceStatus, number>()
  for (const { status, n } of rows) statuses.set(status, (statuses.get(status) ?? 0) + n)
  const weeks = [...new Set(rows.map(({ week }) => week))]
  return {
    byStatus: [...statuses].map(([status, n]) => ({ status, n })),
    lead: leadOf(rows),
    trend: weeks.map((week) =>
      trendPoint(
        week,
        rows.filter((row) => row.week === week),
      ),
    ),
  }
}

function leadOf(rows: readonly Row[]): Spread {
  const buckets = noBuckets()
  for (const { bucket, n, total } of rows) if (bucket !== null) addBucket(buckets, bucket, { n, total: total ?? 0 })
  return spreadOf(buckets)
}

function trendPoint(week: string, rows: readonly Row[]): TrendPoint {
  const { n, p50, p90 } = leadOf(rows)
  const started = rows.reduce((sum, row) => sum + row.n, 0)
  return { week, started, ended: n, p50: n > 0 ? p50 : null, p90: n > 0 ? p90 : null }
}
