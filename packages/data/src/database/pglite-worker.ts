import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { beginAsCopy } from './empty-cluster.ts'
import type { PgliteFault, PgliteReply, PgliteRequest, PgliteSource } from './pglite-messages.ts'
import { pgliteStatements } from './pglite-statements.ts'
import { valueParsers } from './value-parsers.ts'

/**
 * The embedded database lives in a thread of its own: in the main thread its busy queries would let no timer and no
 * request through for seconds.
 */
const port = parentPort
if (!port) throw new Error('unreachable: this file runs as a worker')

const identity = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
const json = { 114: identity, 3802: identity }

const { directory, snapshot } = workerData as PgliteSource
if (directory) beginAsCopy(directory)
const database = await PGlite.create({
  ...(directory ? { dataDir: directory } : {}),
  ...(snapshot ? { loadDataDir: new Blob([readFileSync(snapshot)]) } : {}),
  relaxedDurability: true,
  parsers: valueParsers,
  serializers: json,
})
const run = pgliteStatements(database)

port.on('message', (request: PgliteRequest) => {
  void answer(request).then((reply) => port.postMessage(reply))
})
port.postMessage({ ready: true })

async function answer(request: PgliteRequest): Promise<PgliteReply> {
  try {
    if (request.kind === 'close') {
      await database.close()
      return { id: request.id, rows: [], count: 0 }
    }
    if (request.kind === 'listen') {
      await database.listen(request.text, (payload) => port?.postMessage({ channel: request.text, payload }))
      return { id: request.id, rows: [], count: 0 }
    }
    const { rows, affectedRows } = await run(request)
    return { id: request.id, rows, count: rows.length || (affectedRows ?? 0) }
  } catch (error) {
    return { id: request.id, fault: faultOf(error) }
  }
}

function faultOf(error: unknown): PgliteFault {
  const { message, code, constraint, detail, schema, table, column } = error as PgliteFault
  return { message, code, constraint, detail, schema, table, column }
}
