import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { emptyClusterFolder } from './empty-cluster.ts'

// A program: makes the empty cluster that new embedded databases begin as, unless it is there.
const folder = emptyClusterFolder()
if (!existsSync(folder)) {
  const own = `${folder}.${process.pid}`
  await mkdir(dirname(folder), { recursive: true })
  const database = await PGlite.create({ dataDir: own })
  await database.close()
  // Two may make one at the same time; whoever is first gives it its name.
  await rename(own, folder).catch(async () => await rm(own, { recursive: true, force: true }))
}
