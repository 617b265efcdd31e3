import { qualified } from '@mortise/data/server'
import type { InstanceRow } from '../store/instance-row.ts'
import type { NodeServices, ProcessProgram } from './process-program.ts'

interface Locking {
  program: ProcessProgram
  row: InstanceRow
  isNew: boolean
}

/** Keeps the record of a process that says so to itself, from its start to its end. */
export async function keepLock({ trx, scope }: NodeServices, { program, row, isNew }: Locking): Promise<void> {
  const { id, record_id: record, status } = row
  if (!program.locks || record === null) return
  const table = qualified(scope.workspace.schema, 'record_lock')
  if (status !== 'running') {
    await trx.run({ text: `delete from ${table} where record_id = $1 and holder_id = $2`, values: [record, id] })
  } else if (isNew) {
    await trx.run({
      text: `insert into ${table} (record_id, holder_id) values ($1, $2) on conflict do nothing`,
      values: [record, id],
    })
  }
}
