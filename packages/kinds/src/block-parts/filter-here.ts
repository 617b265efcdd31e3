import type { EntityRecord } from '@mortise/data'
import type { EntityModel, Filter } from '@mortise/metadata'

/** Only the records that point at the one of the page; null while there is none. */
export function filterHere(entity: EntityModel, through: string, record: EntityRecord | null): Filter | null {
  if (!record) return null
  const many = entity.fields.get(through)?.kind.relation === 'many'
  return many ? { field: through, op: 'has_any', value: [record.id] } : { field: through, op: 'eq', value: record.id }
}

/** All of some filters; undefined where there is none. */
export function allOf(filters: readonly (Filter | null | undefined)[]): Filter | undefined {
  const given = filters.filter((filter): filter is Filter => filter !== null && filter !== undefined)
  return given.length > 1 ? { and: given } : given[0]
}
