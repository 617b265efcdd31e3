import { type Clock, type Registry, systemClock } from '@mortise/core'
import { compareComputed } from '../computed/compare-computed.ts'
import { recalculateAll } from '../computed/recalculate-all.ts'
import { staleFields } from '../computed/recalculation-queue.ts'
import { type Recalculator, startRecalculator } from '../computed/recalculator.ts'
import { runRecalculations } from '../computed/run-recalculations.ts'
import type { FieldStorage } from '../contract/field-storage.ts'
import { createChangeFeed } from '../events/change-feed.ts'
import { createReader } from '../query/create-reader.ts'
import { createWriter } from '../write/create-writer.ts'
import type { WriteServices } from '../write/write-call.ts'
import type { DataEngine } from './data-engine.ts'
import type { Directory } from './directory.ts'
import { runTogether } from './together.ts'

export interface DataEngineOptions {
  storages: Registry<FieldStorage>
  /** Who and what departments there are. */
  directory: Directory
  clock?: Clock
}

/** Builds the data engine: one read path, one write path, one feed of changes. Stateless but for its caches. */
export function createDataEngine(options: DataEngineOptions): DataEngine {
  const { storages, directory, clock = systemClock } = options
  const reader = createReader({ storages, clock, directory })
  const jobs = new Map<string, Recalculator>()
  const onQueued = (workspace: string) => jobs.get(workspace)?.wake()
  const services: WriteServices = { storages, clock, directory, reader, feed: createChangeFeed(), onQueued }
  return {
    ...reader,
    ...createWriter(services),
    together: (scope, run) => runTogether(services, scope, run),
    compareComputed: (scope) => compareComputed(services, scope),
    recalculateAll: (scope) => recalculateAll(services, scope),
    staleFields: ({ workspace, model }) => staleFields(workspace.database, workspace, model.key),
    recalculateDue: (workspace, models) => runRecalculations(services, workspace, models),
    startRecalculator(workspace, models) {
      const job = startRecalculator(services, workspace, models)
      jobs.set(workspace.key, job)
      return job
    },
  }
}
