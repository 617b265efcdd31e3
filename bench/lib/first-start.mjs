import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { cpuSeconds } from './measure.mjs'
import { freePort, stop, untilHealthy } from './process.mjs'
import { serverProgram } from './server-program.mjs'

const here = join(import.meta.dirname, '..', '..')

/**
 * The first start of all, as `npm start` does it once the web is built: an empty folder, the CRM and its demo data. With
 * what the server says on the way, and when; and the processor time of its threads by their names.
 */
export async function firstStart(root = here) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const dataDir = mkdtempSync(join(tmpdir(), 'mortise-first-'))
  const { DATABASE_URL: _other, ...environment } = process.env
  const started = performance.now()
  const since = () => (performance.now() - started) / 1000
  const child = spawn(process.execPath, serverProgram, {
    cwd: root,
    env: { ...environment, PORT: port, DATA_DIR: dataDir, LOG_LEVEL: 'warn', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const phases = []
  createInterface(child.stdout).on('line', (line) => {
    const said = line.split(' / ').at(-1).trim()
    if (said) phases.push({ said, seconds: since() })
  })
  try {
    await untilHealthy(child, origin, 50, 300)
    const page = await fetch(origin)
    if (!page.ok) throw new Error(`the page answered ${page.status}`)
    await page.text()
    return { seconds: since(), cpu: cpuSeconds(child.pid), threads: threadsOf(child.pid), phases }
  } finally {
    await stop(child)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Processor seconds by the name of the thread; those of one name together. */
function threadsOf(pid) {
  const threads = {}
  for (const id of readdirSync(`/proc/${pid}/task`)) {
    const name = readFileSync(`/proc/${pid}/task/${id}/comm`, 'utf8').trim()
    threads[name] = (threads[name] ?? 0) + cpuSeconds(`${pid}/task/${id}`)
  }
  return threads
}
