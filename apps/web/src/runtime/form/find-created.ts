import { deepEqual } from '@mortise/core'
import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { records } from '../../api/records.ts'
import type { FormValues } from './form-values.ts'

interface LostCreation {
  entity: EntityModel
  values: FormValues
  /** When it was sent first. */
  since: string
  select: string[]
}

/** Clocks of browser and server differ by so much at most. */
const clockSlack = 5 * 60_000
const looked = 5

/** The record that a creation made although its answer was lost; null when it never arrived. So retrying makes no twins. */
export async function findCreated({ entity, values, since, select }: LostCreation): Promise<EntityRecord | null> {
  if (!entity.fields.has('created_by')) return null
  const from = new Date(Date.parse(since) - clockSlack).toISOString()
  const { records: mine } = await records.query(entity.app, entity.key, {
    select,
    filter: {
      and: [
        { field: 'created_by', op: 'eq', value: { ctx: 'user' } },
        { field: 'created_at', op: 'gte', value: from },
      ],
    },
    sort: [{ field: 'created_at', direction: 'desc' }],
    page: { size: looked },
  })
  const plain = Object.entries(values).filter(([key]) => entity.fields.get(key)?.kind.relation !== 'children')
  return mine.find((record) => plain.every(([key, value]) => deepEqual(record[key] ?? null, value ?? null))) ?? null
}
