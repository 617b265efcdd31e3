import { deepEqual } from '@mortise/core'
import {
  type CheckedExpression,
  checkExpression,
  type EvaluationContext,
  type Explanation,
  explainExpression,
  type StoredExpression,
  valueFromField,
  valueToJson,
  type WorkCalendar,
} from '@mortise/expressions'
import { compileSql } from '@mortise/expressions/sql'
import { sql } from 'kysely'
import { recordErrors } from '../errors.ts'
import { rightsOf } from '../permission/app-rights.ts'
import { accessValues } from '../permission/row-predicate.ts'
import { cachedStatement, runCached } from '../query/cached-statement.ts'
import { getRecord } from '../query/get-record.ts'
import type { ReadCall } from '../query/read-call.ts'
import { allOf, columnRef, fromSql, openTable, rowGuard } from '../query/table-source.ts'
import { slot } from '../sql/slot.ts'
import { contextValues } from './context-values.ts'
import { allContextSlots } from './expression-environment.ts'
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
  const context = await contextOf(call, slots, checked.uses.has('calendar'))
  const related = openFetchedRecords(call, schema)
  const evaluate = () => explainExpression(checked.root, { record, outer: null, context, related: related.records })
  let explanation = evaluate()
  // Each round finds what the one before had to do without; without news nothing was missing.
  while (await related.fetchMissed()) explanation = evaluate()
  return { explanation, sql: await computeInSql(call, id, { checked, slots, expected: explanation.value }) }
}

/** One moment for both answers. */
async function slotsNow({ access, scope: { workspace }, options }: ReadCall): Promise<{ [slot: string]: unknown }> {
  const call = { access, workspace, now: options.clock.now(), directory: options.directory }
  return { ...accessValues(access), ...(await contextValues(allContextSlots, call)) }
}

async function contextOf(
  call: ReadCall,
  slots: { [slot: string]: unknown },
  withCalendar: boolean,
): Promise<EvaluationContext> {
  const { access, scope } = call
  const user = 'user' in access ? access.user : null
  return {
    now: String(slots.x_now),
    today: String(slots.x_today),
    timeZone: scope.workspace.timeZone,
    workspace: scope.workspace.key,
    calendar: withCalendar ? await readCalendar(call) : { exceptions: new Map() },
    user: user && {
      ...{ id: user.id, name: user.name, email: user.email ?? '', departmentId: user.departmentId },
      ...{ departmentAndBelowIds: user.departmentAndBelowIds, roles: user.roles },
      teamIds: slots.x_team_ids as string[],
    },
  }
}

async function readCalendar({ executor, scope }: ReadCall): Promise<WorkCalendar> {
  const { rows } = await executor.run<{ day: string; works: boolean }>({
    text: `select day, works from ${scope.workspace.schema}.calendar_day`,
    values: [],
  })
  return { exceptions: new Map(rows.map(({ day, works }) => [day, works])) }
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
  const where = allOf([sql`${columnRef(source, 'id')} = ${slot('id', 'uuid')}`, ...rowGuard(composition, source)])
  const statement = sql`select ${value} as "value" from ${fromSql(composition, source)} where ${where}`
  const rows = await runCached<{ value: unknown }>(call.executor, cachedStatement(statement, composition.names), {
    ...slots,
    id,
  })
  const found = valueToJson(checked.type, valueFromField(checked.type, rows[0]?.value ?? null))
  return { value: found, same: deepEqual(found, expected) }
}
