import type { Executor, Finish } from '../database/database.ts'
import { finishLater } from '../database/joined-database.ts'

/** Runs what a transaction is to do over an executor that watches it; the one around it commits. */
export const within = <Result>(run: (trx: Executor, finish: Finish) => Promise<Result>, trx: Executor) =>
  run(trx, finishLater(trx))
