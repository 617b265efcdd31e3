import { connect } from 'node:net'
import type pg from 'pg'

/** What a driver's client knows of the server side of its connection. */
interface ServerSide {
  host: string
  port: number
  processID: number | null
  secretKey: number | null
}

const cancelRequestCode = 80_877_102
const answerMs = 5000

/**
 * Asks the server to cancel what the connection runs, the way PostgreSQL's protocol has it: over a second connection
 * that needs no login. It works behind a pooler too.
 */
export function cancelStatement(client: pg.PoolClient): void {
  const { host, port, processID, secretKey } = client as unknown as ServerSide
  const socket = connect(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port })
  socket.on('error', () => {})
  socket.setTimeout(answerMs, () => socket.destroy())
  const message = Buffer.alloc(16)
  for (const [index, value] of [16, cancelRequestCode, processID ?? 0, secretKey ?? 0].entries())
    message.writeInt32BE(value, index * 4)
  socket.end(message)
}
