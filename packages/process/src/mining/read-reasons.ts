import { qualified, type Workspace } from '@mortise/data/server'
import type { ReasonedOutcome } from '../round/offered-reason.ts'
import { filterValues, type InsightFilter, isMeant } from './insight-filter.ts'

/** How often a reason was given with an outcome at a node; `reason` is null where none was. */
export interface ReasonCount {
  node: string
  outcome: ReasonedOutcome
  reason: string | null
  n: number
}

/** Why people decided as they did. Outcomes for which no reason was ever given at a node are left out. */
export async function readReasons({ database, schema }: Workspace, filter: InsightFilter): Promise<ReasonCount[]> {
  const tasks = `${qualified(schema, 'process_task')} t
        join ${qualified(schema, 'process_visit')} v on v.instance_id = t.instance_id and v.id = t.visit_id
        join ${qualified(schema, 'process_instance')} i on i.id = t.instance_id`
  // Most processes ask for no reasons: then nothing but the tasks is looked at.
  const { rows } = await database.run<ReasonCount>({
    text: `with told as materialized (select distinct v.node, t.state from ${tasks}
        where t.remark ->> 'reason' is not null and ${isMeant(schema)})
      select node, outcome, reason, n from (
        select v.node, t.state as outcome, t.remark ->> 'reason' as reason, count(*)::integer as n,
          sum(count(*)) over (partition by v.node, t.state) as whole
        from ${tasks}
        where exists (select from told) and t.state in ('approved', 'rejected', 'returned')
          and (v.node, t.state) in (select node, state from told) and ${isMeant(schema)}
        group by 1, 2, 3) x
      order by whole desc, node, outcome, reason is null, n desc, reason`,
    values: filterValues(filter),
    work: 'read',
  })
  return rows
}
