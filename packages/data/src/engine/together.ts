import { setTimeout as sleep } from 'node:timers/promises'
import { databaseFault } from '../database/database-fault.ts'
import { joinedDatabase } from '../database/joined-database.ts'
import { watchSavepoints } from '../database/savepoints.ts'
import type { ChangeFeed } from '../events/change-feed.ts'
import { createReader } from '../query/create-reader.ts'
import { createWriter } from '../write/create-writer.ts'
import type { WriteServices } from '../write/write-call.ts'
import type { AppScope, JoinedWrites } from './data-engine.ts'

/**
 * Runs several writes in one transaction: all of them happened, or none. Who listens hears of them after the commit, in
 * their order; nobody hears of what was rolled back.
 */
export async function runTogether<Result>(
  services: WriteServices,
  scope: AppScope,
  run: (writes: JoinedWrites) => Promise<Result>,
): Promise<Result> {
  const { database } = scope.workspace
  // People are looked up on another connection, of which the embedded database has none.
  const directory = (await services.directory.snapshot?.()) ?? services.directory
  let told: (() => void)[] = []
  const feed: ChangeFeed = {
    ...services.feed,
    publish: (_joined, change) => void told.push(() => services.feed.publish(database, change)),
  }
  const onQueued = (workspace: string) => void told.push(() => services.onQueued(workspace))
  const reader = createReader({ ...services, directory })
  const writer = createWriter({ ...services, directory, reader, feed, onQueued })
  const { workspace, model } = scope
  const touched = (entity: string, ids: string[]) =>
    feed.publish(database, { workspace: workspace.key, app: model.key, entity, ids, kind: 'update' })
  const attempt = () =>
    database.transaction(
      (given, finish) => {
        told = []
        const { trx, savepoints } = watchSavepoints(given)
        const inside = joinedDatabase(database, { trx, savepoints })
        const joined = { ...scope, workspace: { ...scope.workspace, database: inside } }
        const { get, query, evaluate, names } = reader
        const { create, update, archive } = writer
        const engine = { create, update, archive, get, query, evaluate, names }
        return run({ trx, savepoints, finish, scope: joined, engine, touched })
      },
      'write',
      'kept',
    )
  const result = await again(attempt)
  for (const tell of told) tell()
  return result
}

/** Two transactions stood in each other's way, and the database ended this one. */
const conflicts: ReadonlySet<string> = new Set(['40P01', '40001'])
const attempts = 4
const pauseMs = 15

async function again<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt >= attempts || !conflicts.has(databaseFault(error)?.code ?? '')) throw error
      await sleep(Math.random() * pauseMs * 2 ** attempt)
    }
  }
}
