import type { Access } from '@mortise/data'
import type { AppScope } from '@mortise/data/server'
import type { Services } from '../../services.ts'

export interface SampleRecord {
  id: string
  title: string
  /** Whose it is: who would start a process about it. */
  owner: string | null
}

/** The latest records of a table that somebody may read. */
export async function sampleRecords(
  { engine }: Services,
  { scope, access, entity, size }: { scope: AppScope; access: Access; entity: string; size: number },
): Promise<SampleRecord[]> {
  const title = scope.model.entities.get(entity)?.title.key ?? 'id'
  const { records } = await engine.query(access, scope, entity, {
    select: ['id', 'owner', title],
    sort: [{ field: 'created_at', direction: 'desc' }],
    page: { size },
  })
  return records.map((record) => ({
    id: String(record.id),
    title: textOf(record[title]),
    owner: personOf(record.owner),
  }))
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '')

/** Owners are read as ids, or as people where they are opened. */
function personOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return value !== null && typeof value === 'object' && 'id' in value ? String(value.id) : null
}
