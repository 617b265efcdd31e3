import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JourneyDatabase } from './databases.ts'

const root = join(import.meta.dirname, '../..')

export const administrator = { email: 'root@example.com', password: 'root-of-the-journeys' }
/** Of everybody in templates/crm/demo/people.json. */
export const demoPassword = 'mortise-demo'

/** A running server with the CRM and its demo data. */
export interface JourneyServer {
  url: string
  /** Puts its clock forward: what is due by then happens. Clocks of databases and browsers stay. */
  passTime(hours: number): Promise<void>
  stop(): Promise<void>
}

/** Starts the product as its users do, on a free port, over a database and a directory of its own. */
export async function startServer(database: JourneyDatabase): Promise<JourneyServer> {
  if (!existsSync(join(root, 'apps/web/dist/index.html')))
    throw new Error('The web app is not built: run `npm test`, or `vite build` in apps/web.')
  const directory = await mkdtemp(join(tmpdir(), 'mortise-e2e-'))
  const { url: databaseUrl, drop } = await database.create()
  const clock = join(import.meta.dirname, 'movable-clock.ts')
  const child = spawn(process.execPath, ['--import', clock, join(root, 'apps/server/dist/main.js')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: directory,
      DEMO: '1',
      LOG_LEVEL: 'warn',
      ADMIN_EMAIL: administrator.email,
      ADMIN_PASSWORD: administrator.password,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
  })
  // A run that is broken off must not leave the server behind.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const cleanUp = async () => {
    await end(child)
    process.off('exit', kill)
    await drop()
    await rm(directory, { recursive: true, force: true })
  }
  try {
    return { url: await addressOf(child), passTime: timePasser(child), stop: cleanUp }
  } catch (error) {
    await cleanUp()
    throw error
  }
}

function timePasser(child: ChildProcess): JourneyServer['passTime'] {
  let aheadMs = 0
  return async (hours) => {
    aheadMs += hours * 3_600_000
    const heard = once(child, 'message')
    child.send({ aheadMs })
    await heard
  }
}

const startMs = 180_000

/** The address the server prints when it is ready. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`The server did not start:\n${said}`)), startMs)
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /➜\s+(http:\S+)/.exec(said)
      if (!found?.[1]) return
      clearTimeout(timer)
      resolve(found[1])
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The server stopped with code ${code}:\n${said}`))
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const cut = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await gone
  clearTimeout(cut)
}
