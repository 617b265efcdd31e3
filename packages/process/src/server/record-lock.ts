import { qualified } from '@mortise/data/server'
import type { InstanceRow } from '../store/instance-row.ts'
import type { WritePart } from '../store/write-parts.ts'
import type { ProcessProgram } from './process-program.ts'

interface Locking {
  program: ProcessProgram
  row: InstanceRow
  isNew: boolean
}

/** Keeps the record of a process that says so to itself, from its start to its end. */
export function lockParts(schema: string, { program, row, isNew }: Locking): WritePart[] {
  const { id, record_id: record, status } = row
  if (!program.locks || record === null) return []
  const table = qualified(schema, 'record_lock')
  const values = [record, id]
  if (status !== 'running')
    return [{ text: `delete from ${table} where record_id = $1::uuid and holder_id = $2::uuid`, values }]
  if (!isNew) return []
  return [
    { text: `insert into ${table} (record_id, holder_id) values ($1::uuid, $2::uuid) on conflict do nothing`, values },
  ]
}
