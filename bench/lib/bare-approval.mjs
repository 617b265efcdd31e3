import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { databaseCpu } from './measure.mjs'
import { freePort, stop } from './process.mjs'

/** Starts the hand-written approval on a database of its own, with quotes of its seller. */
export async function startBareApproval(database, { quotes }) {
  const port = await freePort()
  const child = fork(join(import.meta.dirname, '..', 'bare', 'approval.mjs'), {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: database.url,
      QUOTES: String(quotes),
      NODE_ENV: 'production',
    },
    execArgv: ['--import', join(import.meta.dirname, 'loop-delay.mjs')],
  })
  const [{ tokens, records }] = await once(child, 'message')
  return {
    origin: `http://127.0.0.1:${port}`,
    ...{ pid: child.pid, tokens, records },
    databaseCpu: () => databaseCpu(database.url),
    async loopDelay() {
      child.send('delay')
      const [delay] = await once(child, 'message')
      return delay
    },
    stop: () => stop(child),
  }
}
