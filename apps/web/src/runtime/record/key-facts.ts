import type { EntityRecord } from '@mortise/data'
import { type EntityModel, type FieldModel, shownField } from '@mortise/metadata'
import { isBlank } from '../form/form-values.ts'

/** How many facts of each kind fit beside a title, in this order. */
const wanted: readonly { group: FieldModel['kind']['group']; count: number }[] = [
  { group: 'choice', count: 2 },
  { group: 'number', count: 1 },
  { group: 'date', count: 1 },
]

/** What tells most about a record at a glance: its first choices, its first figure, its first date. */
export function keyFacts(entity: EntityModel, record: EntityRecord): FieldModel[] {
  const filled = entity.ownFields.filter(
    (field) => field.key !== entity.title.key && field.kind.blank !== false && !isBlank(field, record[field.key]),
  )
  return wanted.flatMap(({ group, count }) =>
    filled.filter((field) => shownField(field).kind.group === group).slice(0, count),
  )
}

/** What a record is called in the language of the page; empty when nobody gave it a title. */
export function recordTitle(entity: EntityModel, record: EntityRecord, language: string): string {
  const { title } = entity
  const value = record[title.key]
  if (isBlank(title, value)) return ''
  return title.kind.text?.(value as never, title, language) ?? String(value)
}
