import type { Database, Executor, Statement } from './database.ts'

/**
 * A database as it is seen from inside one of its transactions: what is written through it belongs to that transaction.
 * Each write stands behind a savepoint, so that one that is refused leaves the others as they are; and one waits for the
 * other, because they share a connection.
 */
export function joinedDatabase(database: Database, trx: Executor): Database {
  let last: Promise<unknown> = Promise.resolve()
  let count = 0
  const inTurn = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(run, run)
    last = mine.catch(() => undefined)
    return mine
  }
  const guarded = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    const name = `joined_${++count}`
    const tell = (text: string) => trx.run({ text: `${text} ${name}`, values: [] })
    await tell('savepoint')
    try {
      const result = await run()
      await tell('release savepoint')
      return result
    } catch (error) {
      await tell('rollback to savepoint')
      throw error
    }
  }
  return {
    engine: database.engine,
    version: database.version,
    joins: database.joins ?? database,
    run: <Row>(statement: Statement) =>
      inTurn(() =>
        /^\s*select\b/i.test(statement.text) ? trx.run<Row>(statement) : guarded(() => trx.run<Row>(statement)),
      ),
    transaction: (run) => inTurn(() => guarded(() => run(trx))),
    get kysely(): never {
      throw new Error('unreachable: platform tables are not written inside a transaction of the data engine')
    },
    listen: database.listen,
    close: async () => {},
  }
}
