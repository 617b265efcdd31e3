import { AppError } from '@mortise/core'
import type { BulkTarget } from '../engine/data-engine.ts'
import { announceTree } from './archive-record.ts'
import { archiveTree, type RecordTree } from './archive-tree.ts'
import { askable, targetIds } from './bulk-target.ts'
import { refuseDirectLine } from './create-record.ts'
import { readStates } from './row-state.ts'
import { withReasons } from './with-reasons.ts'
import type { WriteTable } from './write-call.ts'
import { writeTransaction } from './write-transaction.ts'

/** Archives many records. Those that the user may not delete, or that are in use, are left alone and counted. */
export async function archiveMany(
  table: WriteTable,
  target: BulkTarget,
): Promise<{ archived: number; refused: number }> {
  refuseDirectLine(table)
  const counts = { archived: 0, refused: 0 }
  for await (const ids of targetIds(table, target)) {
    const archived = await archiveChunk(table, ids)
    counts.archived += archived
    counts.refused += ids.length - archived
  }
  return counts
}

/** All of a chunk at once, or one by one when some of them are in use. */
async function archiveChunk(table: WriteTable, ids: readonly string[]): Promise<number> {
  try {
    return await withReasons(table.call, () => archiveTogether(table, askable(ids)))
  } catch (error) {
    if (!isInUse(error)) throw error
    if (ids.length === 1) return 0
  }
  let archived = 0
  for (const id of ids) archived += await archiveChunk(table, [id])
  return archived
}

async function archiveTogether(table: WriteTable, ids: readonly string[]): Promise<number> {
  const { tree, count } = await writeTransaction(table.call, async (trx) => {
    const states = await readStates(trx, table, { ids, fields: new Set(), lock: 'delete' })
    const allowed = states.filter(({ row, visible, mayDelete }) => row.archived_at === null && visible && mayDelete)
    const tree: RecordTree = await archiveTree(
      trx,
      table,
      allowed.map(({ id }) => id),
    )
    return { tree, count: allowed.length }
  })
  announceTree(table, tree, 'archive')
  return count
}

function isInUse(error: unknown): boolean {
  return error instanceof AppError && error.code === 'RECORD_IN_USE'
}
