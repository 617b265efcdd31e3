import type { Access } from '../contract/access.ts'
import type { AppScope, DataEngine } from '../engine/data-engine.ts'
import { addComment } from '../events/add-comment.ts'
import { readHistory } from '../events/read-history.ts'
import { archiveMany } from './archive-many.ts'
import { archiveRecord, restoreRecord } from './archive-record.ts'
import { createMany } from './create-many.ts'
import { createRecord } from './create-record.ts'
import { findLookalikes } from './find-lookalikes.ts'
import { updateMany } from './update-many.ts'
import { updateRecord } from './update-record.ts'
import { beginCall, tableOf, type WriteServices, type WriteTable } from './write-call.ts'

/** The half of the engine that changes records and keeps their history. */
type Writer = Pick<
  DataEngine,
  | 'create'
  | 'update'
  | 'lookalikes'
  | 'archive'
  | 'restore'
  | 'createMany'
  | 'updateMany'
  | 'archiveMany'
  | 'history'
  | 'comment'
  | 'onChange'
  | 'hearOthers'
>

/** Makes the one write path. */
export function createWriter(services: WriteServices): Writer {
  const open = async (access: Access, scope: AppScope, entity: string): Promise<WriteTable> =>
    tableOf(await beginCall(services, access, scope), entity)
  return {
    create: async (access, scope, entity, input, options) =>
      createRecord(await open(access, scope, entity), input, options),
    update: async (access, scope, entity, target, input, options) =>
      updateRecord(await open(access, scope, entity), target, input, options),
    lookalikes: async (access, scope, entity, id, values) =>
      findLookalikes(await open(access, scope, entity), id, values),
    archive: async (access, scope, entity, target) => archiveRecord(await open(access, scope, entity), target),
    restore: async (access, scope, entity, id) => restoreRecord(await open(access, scope, entity), id),
    createMany: async (access, scope, entity, inputs, { computeLater = false, ...options } = {}) => {
      const table = await open(access, scope, entity)
      // Users never leave anything behind that is not right.
      table.call.computesLater = computeLater && !('user' in access)
      return createMany(table, inputs, options)
    },
    updateMany: async (access, scope, entity, target, input) =>
      updateMany(await open(access, scope, entity), target, input),
    archiveMany: async (access, scope, entity, target) => archiveMany(await open(access, scope, entity), target),
    history: async (access, scope, entity, id, page) => readHistory(await open(access, scope, entity), id, page),
    comment: async (access, scope, entity, id, comment) => addComment(await open(access, scope, entity), id, comment),
    onChange: (listener) => services.feed.onChange(listener),
    hearOthers: (database) => services.feed.listen(database),
  }
}
