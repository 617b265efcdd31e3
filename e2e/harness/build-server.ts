import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** The journeys start what users start: the server as it is built, never one of yesterday. */
export default function buildServer(): void {
  execFileSync(process.execPath, [join(import.meta.dirname, '../../apps/server/scripts/build.mjs')], {
    stdio: 'inherit',
  })
}
