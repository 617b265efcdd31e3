import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * The default exports of `<folder>/<type>/<type><suffix>` for all types that have such a file, by name of the type. Here they
 * are found on the disk; the build of the server puts a module in this one's place that has them listed.
 */
export async function halvesOf<Half>(folder: string, suffix: '.ts' | '.server.ts'): Promise<Half[]> {
  const place = join(import.meta.dirname, folder)
  const types = (await readdir(place)).sort()
  const files = types.map((type) => join(place, type, `${type}${suffix}`))
  const present = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => [file],
        () => [],
      ),
    ),
  )
  const modules = await Promise.all(present.flat().map((file) => import(pathToFileURL(file).href)))
  return modules.map((module: { default: Half }) => module.default)
}
