import { existsSync } from 'node:fs'

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser of the journeys; null when the machine has none. */
export const browserPath: string | null =
  [process.env.CHROMIUM_PATH, ...known].find((path) => path && existsSync(path)) ?? null

/** Why journeys cannot run here, or null. With REQUIRE_BROWSER that is a failure instead. */
export const browserSkip: string | null = browserPath ? null : 'no Chromium on this machine (set CHROMIUM_PATH)'

if (browserSkip && process.env.REQUIRE_BROWSER) throw new Error(`A browser is required for this run: ${browserSkip}`)
