import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpuSeconds } from './measure.mjs'
import { freePort, stop, untilHealthy } from './process.mjs'

const root = join(import.meta.dirname, '..', '..')

/** The first start of all, as `npm start` does it once the web is built: an empty folder, the CRM and its demo data. */
export async function firstStart() {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const dataDir = mkdtempSync(join(tmpdir(), 'mortise-first-'))
  const { DATABASE_URL: _other, ...environment } = process.env
  const started = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=8', 'apps/server/src/main.ts'], {
    cwd: root,
    env: { ...environment, PORT: port, DATA_DIR: dataDir, LOG_LEVEL: 'warn', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await untilHealthy(child, origin, 50)
    const page = await fetch(origin)
    if (!page.ok) throw new Error(`the page answered ${page.status}`)
    await page.text()
    return { seconds: (performance.now() - started) / 1000, cpu: cpuSeconds(child.pid) }
  } finally {
    await stop(child)
    rmSync(dataDir, { recursive: true, force: true })
  }
}
