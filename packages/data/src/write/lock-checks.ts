import type { Executor } from '../database/database.ts'
import { duplicateChecksOf } from './duplicate-check.ts'
import type { WriteTable } from './write-call.ts'

/**
 * Lets only one transaction at a time pass the refusing duplicate checks of a table: no unique index stands behind
 * them, and two that look at the same moment would both find nothing.
 */
export async function lockDuplicateChecks(
  trx: Executor,
  table: WriteTable,
  fields: ReadonlySet<string> | null,
): Promise<void> {
  const { schema } = table.call.scope.workspace
  for (const { key } of duplicateChecksOf(table, { fields, modes: new Set(['refuse']) })) {
    const name = `${schema}/${table.entity.app}/${table.entity.key}/${key}`
    await trx.run({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [name] })
  }
}
