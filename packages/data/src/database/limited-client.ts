import type { Socket } from 'node:net'
import type pg from 'pg'
import { cancelStatement } from './cancel-statement.ts'
import type { Rows } from './database.ts'
import { databaseErrors } from './database-errors.ts'
import { databaseFault } from './database-fault.ts'

/** A connection whose statements end in time. */
export interface LimitedClient {
  query<Row>(query: pg.QueryConfig, limitMs: number): Promise<Rows<Row>>
  release(broken?: boolean): void
}

const queryCanceled = '57014'
/** For the server's answer to a cancel request; a connection whose server does not react is cut. */
const graceMs = 5000

/**
 * Watches the clock here rather than by `statement_timeout`: that is a statement more before each read, or a start-up
 * option that poolers refuse. A connection that was asked to cancel is not used again, because the request might hit
 * whatever it runs next.
 */
export function limitClient(client: pg.PoolClient): LimitedClient {
  let cancelled = false
  // A connection that breaks fails its statement; without a listener it would end the process besides.
  client.on('error', ignore)
  return {
    async query(query, limitMs) {
      let timer = setTimeout(() => {
        cancelled = true
        cancelStatement(client)
        timer = setTimeout(() => cut(client), graceMs)
      }, limitMs)
      gather(client)
      try {
        const { rows, rowCount } = await client.query(query)
        return { rows, count: rowCount ?? 0 }
      } catch (error) {
        if (!cancelled && databaseFault(error)?.code !== queryCanceled) throw error
        throw databaseErrors.STATEMENT_TIMEOUT({ seconds: Math.ceil(limitMs / 1000) })
      } finally {
        clearTimeout(timer)
      }
    },
    release(broken = false) {
      client.off('error', ignore)
      client.release(broken || cancelled)
    },
  }
}

/** What is sent before this process waits for something goes out as one message: each costs more than what is in it. */
function gather(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** Ends a connection whatever it waits for; its statement then fails. */
function cut(client: pg.PoolClient): void {
  void (client as pg.Client).end().catch(ignore)
}

function ignore(): void {}
