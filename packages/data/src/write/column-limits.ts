import type { LocalizedText } from '@mortise/core'
import { type AppModel, type ColumnLimit, type Filter, limitsOfView } from '@mortise/metadata'
import { asSystem } from '../contract/access.ts'
import type { Executor } from '../database/database.ts'
import { joinedDatabase } from '../database/joined-database.ts'
import { watchSavepoints } from '../database/savepoints.ts'
import { chunksOf } from './chunks-of.ts'
import { type FoundProblem, problemAt } from './field-problems.ts'
import { RowsRefused } from './held-back.ts'
import type { PreparedRecord } from './prepared-record.ts'
import type { RowState } from './row-state.ts'
import type { WriteTable } from './write-call.ts'

const limitsOfModels = new WeakMap<AppModel, Map<string, ColumnLimit[]>>()

/** The limits that people may not go beyond, of one table. What the platform itself does is not held up by them. */
function limitsOf({ call: { access, scope }, entity }: WriteTable): ColumnLimit[] {
  if (!('user' in access)) return []
  const known = limitsOfModels.get(scope.model) ?? new Map<string, ColumnLimit[]>()
  limitsOfModels.set(scope.model, known)
  const found = known.get(entity.key)
  if (found) return found
  const views = [...scope.model.views.values()].filter((view) => view.entity === entity.key)
  const limits = views.flatMap(limitsOfView)
  known.set(entity.key, limits)
  return limits
}

const headOf = (value: unknown) => (value === null || value === undefined ? '' : String(value))

/** Whether one of the records is given a value that heads a limited column. */
export function limitsConcern(table: WriteTable, records: readonly PreparedRecord[]): boolean {
  return limitsOf(table).some((limit) => records.some((record) => isGiven(record, limit)))
}

const isGiven = ({ values }: Pick<PreparedRecord, 'values'>, { group, value }: ColumnLimit) =>
  Object.hasOwn(values, group) && headOf(values[group]) === value

/** Lets only one transaction at a time fill a limited column: two that count at the same moment would both find room. */
export async function lockColumns(
  trx: Executor,
  table: WriteTable,
  records: readonly Pick<PreparedRecord, 'values'>[],
): Promise<void> {
  const { schema } = table.call.scope.workspace
  const names = limitsOf(table)
    .filter((limit) => records.some((record) => isGiven(record, limit)))
    .map(({ view, value }) => `${schema}/${table.entity.app}/column/${view}/${value}`)
  for (const name of [...new Set(names)].sort())
    await trx.run({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [name] })
}

/**
 * Refuses the records that came into a full column. Called when they are written and the columns locked; `former` is
 * what they were before, null for those that were not there.
 */
export async function refuseBeyondLimits(
  trx: Executor,
  table: WriteTable,
  records: readonly PreparedRecord[],
  former: ReadonlyMap<string, RowState> | null,
): Promise<void> {
  const problems = new Map<PreparedRecord, FoundProblem[]>()
  for (const limit of limitsOf(table)) {
    const coming = records.filter(
      (record) => isGiven(record, limit) && headOf(former?.get(record.id)?.row[limit.group] ?? absent) !== limit.value,
    )
    for (const record of await beyond(trx, table, limit, coming)) {
      const { group, most, board } = limit
      const problem = problemAt(`${record.path}${group}`, 'COLUMN_FULL', { most, view: limit.view })
      problems.set(record, [{ ...problem, text: fullText(board, most) }])
    }
  }
  if (problems.size > 0) throw new RowsRefused(problems)
}

/** Heads no column, not even that of records without a value. */
const absent = '\u0000'

const fullText = (board: LocalizedText, most: number): LocalizedText => ({
  zh: `看板「${board.zh}」的这一列最多 ${most} 条，已满。`,
  en: `This column of the board "${board.en}" is full: it takes ${most} at most.`,
})

async function beyond(
  trx: Executor,
  table: WriteTable,
  limit: ColumnLimit,
  coming: readonly PreparedRecord[],
): Promise<PreparedRecord[]> {
  const [first] = coming
  if (!first) return []
  const value = first.values[limit.group] as string | boolean
  const column: Filter =
    limit.value === '' ? { field: limit.group, op: 'blank' } : { field: limit.group, op: 'eq', value }
  const shown = limit.filter === undefined ? [] : [forWriter(limit.filter, table)]
  const all = await inColumn(trx, table, { and: [column, ...shown] })
  if (all.count <= limit.most) return []
  const there = new Set<string>()
  for (const chunk of chunksOf(coming, 500)) {
    const own: Filter = { field: 'id', op: 'in', value: chunk.map(({ id }) => id) }
    for (const id of (await inColumn(trx, table, { and: [own, column, ...shown] })).ids) there.add(id)
  }
  const counted = coming.filter(({ id }) => there.has(id))
  return counted.slice(Math.max(0, counted.length - (all.count - limit.most)))
}

/** Over all records, whoever may see them: the limit is that of the board, not of what one person sees of it. */
async function inColumn(
  trx: Executor,
  { call, entity }: WriteTable,
  filter: Filter,
): Promise<{ count: number; ids: string[] }> {
  const { scope, services } = call
  const { workspace } = scope
  const database = joinedDatabase(workspace.database.joins ?? workspace.database, watchSavepoints(trx))
  const query = { select: ['id'], filter, page: { size: 500 }, count: 'exact' as const }
  const inside = { ...scope, workspace: { ...workspace, database } }
  const { records, total } = await services.reader.query(asSystem('column limit'), inside, entity.key, query)
  return { count: total?.count ?? records.length, ids: records.map(({ id }) => id) }
}

/** A board of one's own records is another one for each: who writes stands for the user of its filter. */
function forWriter(filter: Filter, { call: { access } }: WriteTable): Filter {
  if (!('user' in access)) return filter
  const { id, departmentId } = access.user
  const own: { readonly [context: string]: string | null } = { user: id, department: departmentId }
  const put = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(put)
    if (typeof part !== 'object' || part === null) return part
    const { ctx, ...others } = part as { ctx?: unknown }
    if (typeof ctx === 'string' && Object.keys(others).length === 0 && own[ctx]) return own[ctx]
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, put(member)]))
  }
  return put(filter) as Filter
}
