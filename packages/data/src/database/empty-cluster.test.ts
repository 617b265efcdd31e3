import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginAsCopy } from './empty-cluster.ts'
import { openDatabase } from './open-database.ts'

describe('the empty cluster that new databases begin as', () => {
  let directory: string
  beforeEach(async () => {
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'make-empty-cluster.ts')])
    directory = await mkdtemp(join(tmpdir(), 'mortise-'))
  })
  afterEach(() => rm(directory, { recursive: true }))

  it('gives a database that takes rows and keeps them', async () => {
    beginAsCopy(join(directory, 'pglite'))
    const first = await openDatabase({ directory })
    await first.run({ text: 'create table thing as select 1 as id', values: [] })
    await first.close()
    const second = await openDatabase({ directory })
    expect((await second.run({ text: 'select id from thing', values: [] })).rows).toEqual([{ id: 1 }])
    await second.close()
  })

  it('takes no copy for whole that was broken off', async () => {
    await mkdir(join(directory, 'pglite.new'))
    await writeFile(join(directory, 'pglite.new', 'half'), '')
    beginAsCopy(join(directory, 'pglite'))
    expect(await readdir(directory)).toEqual(['pglite'])
    expect(existsSync(join(directory, 'pglite', 'half'))).toBe(false)
    expect(existsSync(join(directory, 'pglite', 'PG_VERSION'))).toBe(true)
  })

  it('leaves a directory alone that is there', async () => {
    await mkdir(join(directory, 'pglite'))
    beginAsCopy(join(directory, 'pglite'))
    expect(await readdir(join(directory, 'pglite'))).toEqual([])
  })
})
