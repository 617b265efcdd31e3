import type { EntityRecord } from '@mortise/data'
import { type EntityModel, type Sort, shownField } from '@mortise/metadata'

/**
 * The place among sorted records where a record will stand once it is saved, as far as the loaded values tell: the order
 * of the view decides, not the place where the pointer let go.
 */
export function landingIndex(
  entity: EntityModel,
  sort: readonly Sort[],
  records: readonly EntityRecord[],
  moved: EntityRecord,
): number {
  const [first] = sort
  const field = first && entity.fields.get(first.field)
  if (!first || !field) return 0
  const now = new Date().toISOString()
  // Saving it is what makes it the last one that was changed.
  const valueIn = (record: EntityRecord) =>
    record === moved && first.field === 'updated_at' ? now : record[first.field]
  const options = shownField(field).optionSet?.options
  const order = options ? new Map([...options.keys()].map((key, index) => [key, index])) : null
  const rank = (record: EntityRecord) => {
    const value = valueIn(record)
    return order ? (order.get(String(value)) ?? null) : value
  }
  const index = records.findIndex((other) => comesBefore(rank(moved), rank(other), first.direction))
  return index < 0 ? records.length : index
}

/** Blank values come last in either direction. */
function comesBefore(a: unknown, b: unknown, direction: Sort['direction']): boolean {
  if (isBlank(a)) return false
  if (isBlank(b)) return true
  const result = compare(a, b)
  return direction === 'asc' ? result < 0 : result > 0
}

const decimal = /^-?\d+(\.\d+)?$/

function compare(a: unknown, b: unknown): number {
  const [first, second] = [String(a), String(b)]
  if (typeof a === 'number' || (decimal.test(first) && decimal.test(second))) return Number(first) - Number(second)
  return first.localeCompare(second, 'zh')
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}
