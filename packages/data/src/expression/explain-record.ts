import { deepEqual } from '@mortise/core'
import {
  type CheckedExpression,
  checkExpression,
  type Explanation,
  explainExpression,
  type StoredExpression,
  valueFromField,
  valueToJson,
} from '@mortise/expressions'
import { compileSql } from '@mortise/expressions/sql'
import { sql } from 'kysely'
import { recordErrors } from '../errors.ts'
import { rightsOf } from '../permission/app-rights.ts'
import { cachedStatement, runCached } from '../query/cached-statement.ts'
import { getRecord } from '../query/get-record.ts'
import type { ReadCall } from '../query/read-call.ts'
import { allOf, fromSql, hasGivenId, openTable, rowGuard } from '../query/table-source.ts'
import { evaluationContext, slotsNow } from './evaluation.ts'
import { expressionRefused } from './expression-refused.ts'
import { openFetchedRecords } from './fetched-records.ts'
import { readerPlace } from './reader-place.ts'
import { readerSchema } from './reader-schema.ts'

/** What an expression gives for one record, part by part, and what the database makes of it. */
export interface RecordExplanation {
  explanation: Explanation
  /** Null for what only JavaScript can compute. `same`: both have the same value. */
  sql: { value: unknown; same: boolean } | null
}

/** Evaluates an expression for a record as its reader sees it and all that it leads to. */
export async function explainRecord(
  call: ReadCall,
  id: string,
  { expr, blankAs }: StoredExpression,
): Promise<RecordExplanation> {
  const { access, scope, entity } = call
  const schema = readerSchema(scope.model, rightsOf(access, scope.model))
  const checked = checkExpression(expr, { schema, entity: entity.key, blankAs, allowJs: true })
  if (!checked.ok) throw expressionRefused(checked.problems)
  const select = [...(schema.entity(entity.key)?.fields() ?? [])].map(({ key }) => key)
  const record = await getRecord(call, id, select)
  if (!record) throw recordErrors.RECORD_NOT_FOUND()
  const slots = await slotsNow(call)
  const context = await evaluationContext(call, slots, checked.uses.has('calendar'))
  const related = openFetchedRecords(call, schema)
  const evaluate = () => explainExpression(checked.root, { record, outer: null, context, related: related.records })
  let explanation = evaluate()
  // Each round finds what the one before had to do without; without news nothing was missing.
  while (await related.fetchMissed()) explanation = evaluate()
  return { explanation, sql: await computeInSql(call, id, { checked, slots, expected: explanation.value }) }
}

interface SqlRequest {
  checked: CheckedExpression
  slots: { [slot: string]: unknown }
  expected: unknown
}

async function computeInSql(
  call: ReadCall,
  id: string,
  { checked, slots, expected }: SqlRequest,
): Promise<RecordExplanation['sql']> {
  if (checked.class === 'js') return null
  const composition = call.compose()
  const source = openTable(composition, call.entity)
  const value = compileSql(checked.root, readerPlace(composition, source), composition.environment)
  const where = allOf([...hasGivenId(composition, source), ...rowGuard(composition, source)])
  const statement = sql`select ${value} as "value" from ${fromSql(composition, source)} where ${where}`
  const rows = await runCached<{ value: unknown }>(call.executor, cachedStatement(statement, composition.names), {
    ...slots,
    id,
  })
  const found = valueToJson(checked.type, valueFromField(checked.type, rows[0]?.value ?? null))
  return { value: found, same: deepEqual(found, expected) }
}
