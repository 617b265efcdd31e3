import { qualified, type Workspace } from '@mortise/data/server'
import { runWide } from '../store/run-wide.ts'
import { secondsBetween } from './buckets.ts'
import { filterValues, firstFree, type InsightFilter, isMeant } from './insight-filter.ts'

/** A way that instances took from their start to their end. */
export interface Variant {
  nodes: string[]
  n: number
  /** Seconds that half of them took at most. */
  p50: number
}

export interface Variants {
  variants: Variant[]
  /** How many different ones there are. */
  count: number
  /** How many instances took any of them. */
  instances: number
}

interface VariantRow {
  path: string
  n: number
  p50: number
  count: number
  instances: number
}

/** The ways that most of the instances that have ended took. */
export async function readVariants(workspace: Workspace, filter: InsightFilter, most: number): Promise<Variants> {
  const { schema } = workspace
  const { rows } = await runWide<VariantRow>(workspace, {
    text: `select path, count(*)::integer as n, (count(*) over ())::integer as count,
        (sum(count(*)) over ())::integer as instances,
        percentile_cont(0.5) within group (order by took)::float8 as p50
      from (select coalesce(i.path, (select string_agg(v.node, ' ' order by v.id)
            from ${qualified(schema, 'process_visit')} v where v.instance_id = i.id)) as path,
          ${secondsBetween('i.started_at', 'i.ended_at')} as took
        from ${qualified(schema, 'process_instance')} i where i.ended_at is not null and ${isMeant(schema)}) x
      group by 1 order by n desc, path limit $${firstFree}`,
    values: [...filterValues(filter), most],
  })
  return {
    variants: rows.map(({ path, n, p50 }) => ({ nodes: path.split(' '), n, p50: Math.round(p50) })),
    count: rows[0]?.count ?? 0,
    instances: rows[0]?.instances ?? 0,
  }
}

/** How often it went back from one node to an earlier one; `to` is null where the initiator took it back. */
export interface ReturnLoop {
  from: string | null
  to: string | null
  n: number
}

export async function readReturns(workspace: Workspace, filter: InsightFilter): Promise<ReturnLoop[]> {
  const { schema } = workspace
  const { rows } = await runWide<ReturnLoop>(workspace, {
    text: `select case when type = 'return' then node end as "from",
        case when type = 'return' then data ->> 'to' else node end as "to", count(*)::integer as n
      from (select e.type, e.data, (select v.node from ${qualified(schema, 'process_visit')} v
            where v.instance_id = e.instance_id and v.id = e.visit_id) as node
        from ${qualified(schema, 'process_event')} e
        join ${qualified(schema, 'process_instance')} i on i.id = e.instance_id
        where e.type in ('return', 'recall') and ${isMeant(schema)} offset 0) x
      group by 1, 2 order by n desc`,
    values: filterValues(filter),
  })
  return rows
}
