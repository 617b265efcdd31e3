import { isUuid, uuidv7 } from '@mortise/core'
import { followsExistence } from '../computed/follows.ts'
import { touchGone } from '../computed/touched-records.ts'
import type { EntityRecord } from '../contract/query.ts'
import type { Executor } from '../database/database.ts'
import { databaseFault } from '../database/database-fault.ts'
import { recordErrors } from '../errors.ts'
import { runCached } from '../query/cached-statement.ts'
import { findUniqueKey } from '../schema/unique-keys.ts'
import { announce } from './announce.ts'
import { answerRecord } from './answer-record.ts'
import { archiveOneStatement } from './archive-statement.ts'
import { archiveTree, type RecordTree, restoreTree } from './archive-tree.ts'
import { lockColumns, refuseBeyondLimits } from './column-limits.ts'
import { refuseDirectLine } from './create-record.ts'
import { problemAt, recordInvalid } from './field-problems.ts'
import { inboundRelations } from './inbound-relations.ts'
import { changeRefused } from './refuse-change.ts'
import { type RowState, readStates } from './row-state.ts'
import { StaleVersion, withCurrent } from './stale-version.ts'
import { withReasons } from './with-reasons.ts'
import type { WriteTable } from './write-call.ts'
import { writeErrors } from './write-errors.ts'
import { writeStatement } from './write-statements.ts'
import { writeTransaction } from './write-transaction.ts'

interface ArchiveTarget {
  id: string
  version?: number
}

/** Archives a record, and what goes with it: in one statement where nothing refers to its table. */
export async function archiveRecord(table: WriteTable, target: ArchiveTarget): Promise<void> {
  refuseDirectLine(table)
  if (!isUuid(target.id)) throw recordErrors.RECORD_NOT_FOUND()
  const { call, entity } = table
  const alone = inboundRelations(call.scope.model, entity.key).length === 0
  const run = (trx: Executor) => archiveAlone(trx, table, target)
  const tree = await withCurrent(table, target.id, () =>
    withReasons(call, () =>
      alone && !followsExistence(table)
        ? run(call.scope.workspace.database)
        : writeTransaction(call, alone ? run : (trx) => archiveLocked(trx, table, target)),
    ),
  )
  announceTree(table, tree, 'archive')
}

/** Brings a record back with everything that was archived together with it. */
export async function restoreRecord(table: WriteTable, id: string): Promise<EntityRecord> {
  refuseDirectLine(table)
  if (!isUuid(id)) throw recordErrors.RECORD_NOT_FOUND()
  const { call } = table
  try {
    const tree = await withReasons(call, () => writeTransaction(call, (trx) => restoreLocked(trx, table, id)))
    announceTree(table, tree, 'restore')
  } catch (error) {
    throw takenValue(error, table) ?? error
  }
  return answerRecord(table, id, null, undefined)
}

/** Tells of every table from which records went or into which they came back. */
export function announceTree({ call }: WriteTable, tree: RecordTree, kind: 'archive' | 'restore'): void {
  for (const [entity, ids] of tree) announce(call, entity, ids, kind)
}

async function archiveAlone(executor: Executor, table: WriteTable, target: ArchiveTarget): Promise<RecordTree> {
  const { call } = table
  const statement = writeStatement(table, 'archive one', () => archiveOneStatement(table))
  const own = { $id: target.id, $version: target.version ?? null, $event: uuidv7(call.now.getTime()) }
  const rows = await runCached<{ id: string }>(executor, statement, { ...call.slots, ...own })
  if (rows.length === 0) {
    requireCurrent(await requireDeletable(executor, table, target.id), target)
    throw writeErrors.RECORD_BUSY()
  }
  touchGone(call, table.entity.key, [target.id])
  return new Map([[table.entity.key, new Set([target.id])]])
}

async function archiveLocked(trx: Executor, table: WriteTable, target: ArchiveTarget): Promise<RecordTree> {
  requireCurrent(await requireDeletable(trx, table, target.id, 'delete'), target)
  return archiveTree(trx, table, [target.id])
}

async function restoreLocked(trx: Executor, table: WriteTable, id: string): Promise<RecordTree> {
  const state = await requireDeletable(trx, table, id, 'delete')
  const archivedAt = state.row.archived_at as string | null
  if (archivedAt === null) return new Map()
  const record = { id, index: 0, path: '', values: state.row, links: new Map(), lines: new Map() }
  await lockColumns(trx, table, [record])
  const tree = await restoreTree(trx, table, { id, archivedAt })
  await refuseBeyondLimits(trx, table, [record], null)
  return tree
}

async function requireDeletable(
  executor: Executor,
  table: WriteTable,
  id: string,
  lock: 'none' | 'delete' = 'none',
): Promise<RowState> {
  const [state] = await readStates(executor, table, { ids: [id], fields: new Set(), lock })
  if (!state?.visible) throw recordErrors.RECORD_NOT_FOUND()
  if (!state.mayDelete) throw await changeRefused(executor, table, id)
  return state
}

function requireCurrent({ row }: RowState, { version }: ArchiveTarget): void {
  if (row.archived_at !== null) throw recordErrors.RECORD_NOT_FOUND()
  if (version !== undefined && row.version !== version) throw new StaleVersion()
}

/** While a record was archived another one may have taken its unique value. */
function takenValue(error: unknown, table: WriteTable) {
  const fault = databaseFault(error)
  if (fault?.code !== '23505' || !fault.constraint) return null
  const { entity, call } = table
  const fields = findUniqueKey(entity, call.services.storages, fault.constraint)?.fields ?? [entity.title.key]
  return recordInvalid([problemAt(fields[0] ?? '', 'VALUE_TAKEN', { fields: [...fields] })], call.access)
}
