import type { AggregateQuery, AggregateRow } from '../contract/query.ts'
import { runCached } from './cached-statement.ts'
import { compileAggregate, resultColumn } from './compile-aggregate.ts'
import { bindFilter } from './compile-filter.ts'
import { bindSearch } from './compile-search.ts'
import { readAggregate } from './read-aggregate.ts'
import { environmentOf, type ReadCall, slotsOf } from './read-call.ts'

/** Groups and figures over the records that match a query. */
export async function aggregateRecords(call: ReadCall, query: AggregateQuery): Promise<AggregateRow[]> {
  const { shape, filter, limit, key } = readAggregate(query)
  const { plans, entity, rightsKey, executor } = call
  const planKey = `aggregate|${entity.key}|${rightsKey}|${key}`
  const plan = plans.plan(planKey, () => compileAggregate(call.compose(), entity, shape))
  const values: { [slot: string]: unknown } = { ...(await slotsOf(call, plan.contexts)), limit }
  values.timeZone = call.scope.workspace.timeZone
  bindFilter(plan.binders, filter.conditions, await environmentOf(call, filter.conditions), values)
  bindSearch(shape.words, values)
  const rows = await runCached(executor, plan.statement, values)
  const { groups, metrics } = shape
  return rows.map((row) => ({
    groups: groups.map((_group, place) => row[resultColumn(place, groups.length)]),
    metrics: Object.fromEntries(
      metrics.map(({ key: name }, index) => [name, row[resultColumn(groups.length + index, groups.length)]]),
    ),
  }))
}
