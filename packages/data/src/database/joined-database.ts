import type { Database, Executor, Finish, Statement } from './database.ts'
import { onlyReads, type Savepoints } from './savepoints.ts'

/** What comes after a statement that failed fails as well, and says so. */
const ignore = () => {}

/** What is written within another transaction ends with that one. */
export const finishLater =
  ({ run }: Executor): Finish =>
  (statements) =>
    Promise.all(statements.map((statement) => run(statement)))

/** A transaction, and its places; whatever is written in it goes through its executor. */
export interface Joining {
  trx: Executor
  savepoints: Savepoints
}

/**
 * A database as it is seen from inside one of its transactions: what is written through it belongs to that transaction.
 * Each write stands behind a savepoint, so that one that is refused leaves the others as they are; and one waits for the
 * other, because they share a connection. So do reads for writes, which may fail.
 */
export function joinedDatabase(database: Database, { trx, savepoints }: Joining): Database {
  let written: Promise<unknown> = Promise.resolve()
  let all: Promise<unknown> = written
  const inTurn = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const mine = all.then(run)
    written = all = mine.catch(ignore)
    return mine
  }
  /** What only reads stands in nobody's way: it waits for writes alone. */
  const beside = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const mine = written.then(run)
    all = Promise.all([all, mine.catch(ignore)])
    return mine
  }
  const guarded = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    const place = savepoints.mark()
    try {
      return await run()
    } catch (error) {
      await savepoints.backTo(place)
      throw error
    } finally {
      savepoints.release(place)
    }
  }
  return {
    engine: database.engine,
    version: database.version,
    joins: database.joins ?? database,
    run: <Row>(statement: Statement) =>
      onlyReads(statement.text)
        ? beside(() => trx.run<Row>(statement))
        : inTurn(() => guarded(() => trx.run<Row>(statement))),
    transaction: (run) => inTurn(() => guarded(() => run(trx, finishLater(trx)))),
    get kysely(): never {
      throw new Error('unreachable: platform tables are not written inside a transaction of the data engine')
    },
    listen: database.listen,
    close: async () => {},
  }
}
