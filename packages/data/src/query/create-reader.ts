import type { Access } from '../contract/access.ts'
import type { EntityRecord, OpenedRecord } from '../contract/query.ts'
import type { Executor } from '../database/database.ts'
import type { AppScope, DataEngine } from '../engine/data-engine.ts'
import { recordErrors } from '../errors.ts'
import { evaluateWithRecords } from '../expression/evaluation.ts'
import { explainRecord } from '../expression/explain-record.ts'
import { readerSchema } from '../expression/reader-schema.ts'
import { rightsOf } from '../permission/app-rights.ts'
import { capabilitiesOf } from '../permission/capabilities.ts'
import { aggregateRecords } from './aggregate-records.ts'
import { getRecord, planGet } from './get-record.ts'
import { queryRecords } from './query-records.ts'
import { beginRead, type ReaderOptions } from './read-call.ts'
import { readQuery } from './read-query.ts'
import { searchRecords } from './search-records.ts'

/** The one read path. */
export interface Reader
  extends Pick<
    DataEngine,
    'query' | 'open' | 'aggregate' | 'explain' | 'evaluate' | 'search' | 'capabilities' | 'names'
  > {
  /** `executor` reads inside a transaction, for the write path. */
  get(
    access: Access,
    scope: AppScope,
    entity: string,
    id: string,
    select?: string[],
    executor?: Executor,
  ): Promise<EntityRecord>
  /** Refuses what `get` would refuse of a selection, without reading: for what is written before it is read. */
  checkSelect(access: Access, scope: AppScope, entity: string, select: string[]): Promise<void>
}

/** Builds the read path over the field types of the product. */
export function createReader(options: ReaderOptions): Reader {
  return {
    async query(access, scope, entity, query) {
      const checked = readQuery(query)
      return queryRecords(await beginRead(options, access, scope, entity), checked)
    },
    async get(access, scope, entity, id, select, executor) {
      const record = await getRecord(await beginRead(options, access, scope, entity, executor), id, select)
      if (!record) throw recordErrors.RECORD_NOT_FOUND()
      return record
    },
    async open(access, scope, entity, id, select) {
      const record = await getRecord(await beginRead(options, access, scope, entity), id, select, { withRights: true })
      if (!record) throw recordErrors.RECORD_NOT_FOUND()
      return record as OpenedRecord
    },
    async checkSelect(access, scope, entity, select) {
      planGet(await beginRead(options, access, scope, entity), { select })
    },
    async aggregate(access, scope, entity, query) {
      return aggregateRecords(await beginRead(options, access, scope, entity), query)
    },
    async explain(access, scope, entity, id, expression) {
      return explainRecord(await beginRead(options, access, scope, entity), id, expression)
    },
    async evaluate(access, scope, entity, run, { asReader = false } = {}) {
      return evaluateWithRecords(await beginRead(options, access, scope, entity), run, asReader)
    },
    search: (access, scope, text, limit) => searchRecords(options, access, scope, text, limit),
    names: (access, { model }) => readerSchema(model, rightsOf(access, model)),
    capabilities: (access, { model }) => capabilitiesOf(rightsOf(access, model), model),
  }
}
