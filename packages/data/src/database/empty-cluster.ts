import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../../../node_modules/.cache', import.meta.url))

/**
 * Where the empty cluster of this version is kept that new embedded databases begin as: making one costs seconds,
 * copying one a tenth of a second. Who installs the product has it made (`make-empty-cluster.ts`).
 */
export function emptyClusterFolder(): string {
  const manifest = findPackageJSON('@electric-sql/pglite', import.meta.url)
  if (!manifest) throw new Error('The embedded database is not installed.')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  return join(cache, `pglite-${version}`)
}

/** Lets a new data directory begin as a copy. Without one to copy, or over what is there already, it does nothing. */
export function beginAsCopy(directory: string): void {
  const source = emptyClusterFolder()
  if (existsSync(directory) || !existsSync(source)) return
  mkdirSync(dirname(directory), { recursive: true })
  const incomplete = `${directory}.new`
  // What a start left behind that was killed here.
  rmSync(incomplete, { recursive: true, force: true })
  cpSync(source, incomplete, { recursive: true })
  renameSync(incomplete, directory)
}
