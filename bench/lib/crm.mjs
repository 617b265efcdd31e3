import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseCpu } from './measure.mjs'
import { freePort, stop, untilHealthy } from './process.mjs'
import { serverProgram } from './server-program.mjs'

const root = join(import.meta.dirname, '..', '..')
const password = 'mortise-demo'

/** Starts Mortise with the CRM and its demo data: on a database of PostgreSQL, or embedded where none is named. */
export async function startCrm(url, settings = {}) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const dataDir = mkdtempSync(join(tmpdir(), 'mortise-bench-'))
  const { DATABASE_URL: _other, ...environment } = process.env
  const child = spawn(
    process.execPath,
    [
      ...['--import', join(import.meta.dirname, 'loop-delay.mjs')],
      ...(settings.profile ? ['--cpu-prof', '--cpu-prof-dir', settings.profile] : []),
      ...serverProgram,
    ],
    {
      cwd: root,
      env: {
        ...environment,
        ...(url && { DATABASE_URL: url }),
        ...{ PORT: String(port), DATA_DIR: dataDir, DEMO: '1', LOG_LEVEL: 'warn', NODE_ENV: 'production' },
        ...{ CALLS_PER_MINUTE: '10000000', ANONYMOUS_CALLS_PER_MINUTE: '10000000', TZ: 'Asia/Shanghai' },
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  )
  try {
    await untilHealthy(child, origin, 100, 180)
  } catch (error) {
    await stop(child)
    throw error
  }
  return {
    origin,
    pid: child.pid,
    signIn: (name) => signIn(origin, name),
    async loopDelay() {
      child.send('delay')
      const [delay] = await once(child, 'message')
      return delay
    },
    /** Of those that serve it, where they run on this machine. */
    databaseCpu: async () => (url ? await databaseCpu(url) : 0),
    async stop() {
      await stop(child)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Calls of one person of the demo. */
async function signIn(origin, name) {
  const call = async (method, path, body, cookie) => {
    const answer = await fetch(`${origin}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin, ...(cookie && { cookie }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return { json: text ? JSON.parse(text) : null, cookies: answer.headers.getSetCookie() }
  }
  const { cookies } = await call('POST', '/auth/sign-in/email', { email: `${name}@example.com`, password })
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ')
  return { cookie, call: async (method, path, body) => (await call(method, path, body, cookie)).json }
}
