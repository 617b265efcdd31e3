import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Rows, Statement } from './database.ts'
import { databaseErrors } from './database-errors.ts'
import type { PgliteMessage, PgliteRequest, PgliteSource } from './pglite-messages.ts'
import type { ConnectionPool, PoolClient } from './pooled-database.ts'

type Asked = Pick<PgliteRequest, 'kind' | 'text'> & Partial<Pick<PgliteRequest, 'values' | 'dates' | 'name'>>

interface Waiting {
  resolve(rows: Rows<never>): void
  reject(error: unknown): void
}

/** The embedded database in its own thread, seen as a pool of one connection. */
export async function openPglitePool(source: PgliteSource = {}): Promise<ConnectionPool> {
  const thread = await startThread(source)
  const lock = createLock()
  const close = async () => {
    const release = await lock()
    await thread.send({ kind: 'close', text: '' })
    await thread.end()
    release()
  }
  return {
    engine: 'pglite',
    // One thread without signals: no statement can be stopped from outside.
    begin: () => 'begin',
    async query<Row>(statement: Statement) {
      const release = await lock()
      try {
        return await thread.send<Row>({ kind: 'query', ...statement })
      } finally {
        release()
      }
    },
    async connect(): Promise<PoolClient> {
      const release = await lock()
      return { query: (statement, options) => thread.send({ kind: 'query', ...statement, ...options }), release }
    },
    async listen(channel, handler) {
      const release = await lock()
      try {
        await thread.listen(channel, handler)
      } finally {
        release()
      }
      return async () => thread.unlisten(channel, handler)
    },
    close,
  }
}

/** One after the other, in the order asked. */
function createLock(): () => Promise<() => void> {
  let last: Promise<void> = Promise.resolve()
  return async () => {
    const before = last
    let release = () => {}
    last = new Promise((resolve) => {
      release = resolve
    })
    await before
    return release
  }
}

async function startThread(source: PgliteSource) {
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: source, execArgv: [] })
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(payload: string) => void>>()
  let ended: Error | null = null
  const fail = (error: Error) => {
    ended = databaseErrors.DATABASE_UNREACHABLE({ reason: error.message })
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  await Promise.race([
    once(worker, 'message'),
    once(worker, 'exit').then(() =>
      Promise.reject(databaseErrors.DATABASE_UNREACHABLE({ reason: 'it did not start' })),
    ),
  ])
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('it has stopped')))
  worker.on('message', (message: PgliteMessage) => {
    if ('channel' in message) for (const handler of listeners.get(message.channel) ?? []) handler(message.payload)
    else if ('id' in message) settle(waiting, message)
  })
  let lastId = 0
  function send<Row>(request: Asked): Promise<Rows<Row>> {
    if (ended) return Promise.reject(ended)
    const id = ++lastId
    const { kind, text, values = [], dates = false, name } = request
    worker.postMessage({ id, kind, text, values, dates, name } satisfies PgliteRequest)
    return new Promise((resolve, reject) => waiting.set(id, { resolve: resolve as Waiting['resolve'], reject }))
  }
  return {
    send,
    async listen(channel: string, handler: (payload: string) => void) {
      const handlers = listeners.get(channel)
      if (handlers) return void handlers.add(handler)
      listeners.set(channel, new Set([handler]))
      await send({ kind: 'listen', text: channel })
    },
    unlisten: (channel: string, handler: (payload: string) => void) => void listeners.get(channel)?.delete(handler),
    end: () => worker.terminate(),
  }
}

function settle(waiting: Map<number, Waiting>, reply: Extract<PgliteMessage, { id: number }>): void {
  const entry = waiting.get(reply.id)
  waiting.delete(reply.id)
  if (reply.fault) entry?.reject(Object.assign(new Error(reply.fault.message), reply.fault))
  else entry?.resolve({ rows: (reply.rows ?? []) as never[], count: reply.count ?? 0 })
}
