import type { AppError } from '@mortise/core'
import { databaseFault } from '../database/database-fault.ts'
import { checkRows, type RowFindings } from './check-rows.ts'
import { recordInvalid } from './field-problems.ts'
import { HeldBack, RowsRefused } from './held-back.ts'
import type { WriteCall } from './write-call.ts'
import { writeErrors } from './write-errors.ts'

/** How often a write is tried again when what held it back was gone by the time it was looked for. */
const attempts = 3
const deadlock = '40P01'

/**
 * Runs a write. When rows were held back it finds out why and throws that for the user; when nothing stands in the way
 * any more it tries again.
 */
export async function withReasons<Result>(
  call: WriteCall,
  run: () => Promise<Result>,
  options: { warnings?: boolean } = {},
): Promise<Result> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      return await run()
    } catch (error) {
      const findings = await findingsOf(error, options.warnings ?? false)
      if (!findings) throw error
      const reason = reasonOf(findings, call)
      if (reason) throw reason
    }
  }
  throw writeErrors.RECORD_BUSY()
}

/** Why rows were held back, nothing after a deadlock, which is gone by now; null for any other error. */
export async function findingsOf(error: unknown, warnings: boolean): Promise<RowFindings | null> {
  if (error instanceof RowsRefused) return { problems: new Map(error.problems), duplicates: [] }
  if (error instanceof HeldBack) return checkRows(error.write, { warnings })
  return databaseFault(error)?.code === deadlock ? { problems: new Map(), duplicates: [] } : null
}

function reasonOf({ problems, duplicates }: RowFindings, { access }: WriteCall): AppError | null {
  if (problems.size > 0) return recordInvalid([...problems.values()].flat(), access)
  return duplicates.length > 0 ? writeErrors.RECORD_DUPLICATE({ duplicates }) : null
}
