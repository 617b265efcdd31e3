import { type Clock, type Registry, systemClock } from '@mortise/core'
import type { FieldStorage } from '../contract/field-storage.ts'
import { createChangeFeed } from '../events/change-feed.ts'
import { createReader } from '../query/create-reader.ts'
import type { DepartmentTree } from '../query/read-call.ts'
import { createWriter } from '../write/create-writer.ts'
import type { DataEngine } from './data-engine.ts'
import type { Directory } from './directory.ts'

export interface DataEngineOptions {
  storages: Registry<FieldStorage>
  /** Who and what departments there are. */
  directory: Directory
  departments: DepartmentTree
  clock?: Clock
}

/** Builds the data engine: one read path, one write path, one feed of changes. Stateless but for its caches. */
export function createDataEngine(options: DataEngineOptions): DataEngine {
  const { storages, directory, departments, clock = systemClock } = options
  const reader = createReader({ storages, clock, departments, directory })
  const writer = createWriter({ storages, clock, directory, reader, feed: createChangeFeed() })
  return { ...reader, ...writer }
}
