import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

execFileSync(process.execPath, [join(root, 'apps/server/scripts/build.mjs')], { stdio: 'inherit' })

/** What Node is started with to run the server as `npm start` does; built anew, so that no measurement is of yesterday's. */
export const serverProgram = ['--max-semi-space-size=8', 'apps/server/dist/main.js']
