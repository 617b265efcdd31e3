import { isUuid } from '@mortise/core'
import type { EntityModel } from '@mortise/metadata'
import { sql } from 'kysely'
import type { EntityRecord } from '../contract/query.ts'
import type { ContextSlot } from '../expression/expression-environment.ts'
import { rightsColumns } from '../permission/record-rights.ts'
import { type CachedStatement, cachedStatement, runCached } from './cached-statement.ts'
import { columnsSql, compileSelect } from './compile-select.ts'
import { type ReadCall, slotsOf } from './read-call.ts'
import { readQuery } from './read-query.ts'
import { recordShaper, type ShapeRecord } from './record-shape.ts'
import { compileLoaders, loadRelated, type RelatedLoader } from './related-records.ts'
import { allOf, type Composition, fromSql, hasGivenId, openTable, rowGuard, rowQuestions } from './table-source.ts'

interface GetPlan {
  statement: CachedStatement
  shape: ShapeRecord
  related: RelatedLoader[]
  contexts: ReadonlySet<ContextSlot>
}

interface GetShape {
  select?: string[]
  withRights?: boolean
}

/**
 * One record by its id, archived or not, on demand with `$can`; null when it does not exist or the reader may not see
 * it.
 */
export async function getRecord(
  call: ReadCall,
  id: string,
  select?: string[],
  { withRights = false } = {},
): Promise<EntityRecord | null> {
  if (!isUuid(id)) return null
  const { executor } = call
  const plan = planGet(call, { select, withRights })
  const values = { ...(await slotsOf(call, plan.contexts)), id }
  const rows = await runCached(executor, plan.statement, values)
  const [row] = rows
  if (!row) return null
  const record = plan.shape(row)
  if (plan.related.length > 0) await loadRelated(executor, plan.related, { rows, records: [record] }, values)
  return record
}

/** The statement for such a selection, made or remembered; refuses names that the reader may not know. */
export function planGet({ plans, entity, rightsKey, compose }: ReadCall, { select, withRights }: GetShape): GetPlan {
  const paths = select === undefined ? undefined : readQuery({ select }).shape.select
  const key = `get|${entity.key}|${rightsKey}|${withRights ? '$can ' : ''}${paths?.join(',') ?? '*'}`
  return plans.plan(key, () => compileGet(compose(), entity, { select: paths, withRights }))
}

function compileGet(composition: Composition, entity: EntityModel, { select: paths, withRights }: GetShape): GetPlan {
  const source = openTable(composition, entity)
  const select = compileSelect(composition, source, paths)
  const rights = withRights ? rightsColumns(source.profile, rowQuestions(composition, source)) : null
  const columns = columnsSql(select.columns, rights?.columns)
  const conditions = [...hasGivenId(composition, source), ...rowGuard(composition, source)]
  const query = sql`select ${columns} from ${fromSql(composition, source)} where ${allOf(conditions)}`
  return {
    statement: cachedStatement(query, composition.names),
    shape: recordShaper(select.columns, { rights }),
    related: compileLoaders(composition, select),
    contexts: composition.contexts,
  }
}
