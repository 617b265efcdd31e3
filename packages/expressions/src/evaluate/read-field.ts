import { type ExpressionType, type TypeKind, types } from '../model/expression-type.ts'
import type { Value } from '../model/value.ts'
import { type CompactDecimal, expandDecimal, readDecimal } from './compact-decimal.ts'
import { formatDecimal } from './decimal.ts'

const noMembers: readonly Value[] = []

const asText = (value: unknown): Value => (typeof value === 'string' && value !== '' ? value : null)
/** Records give people and relations as ids, or with what is shown of them. */
const asId = (value: unknown): Value =>
  typeof value === 'string' ? value : ((value as { id?: string } | null | undefined)?.id ?? null)
const asMembers = (value: unknown): Value => (Array.isArray(value) ? (value as Value[]) : noMembers)

const readers: Record<TypeKind, (value: unknown) => Value> = {
  num: readDecimal,
  text: asText,
  enum: asText,
  date: asText,
  datetime: asText,
  bool: (value) => value === true,
  user: asId,
  department: asId,
  ref: asId,
  set: asMembers,
  list: asMembers,
  files: asMembers,
  blank: () => null,
}

/** How closures read the values of records of a type: numbers are compact. */
export function readerOf(type: ExpressionType): (value: unknown) => Value {
  return readers[type.kind]
}

/** The value of a record's field, as expressions see it. */
export function valueFromField(type: ExpressionType, value: unknown): Value {
  const read = readers[type.kind](value)
  return type.kind === 'num' && read !== null ? expandDecimal(read as CompactDecimal) : read
}

/** The other way: numbers as text, everything else as it is. */
export function valueToJson(type: ExpressionType, value: Value): unknown {
  if (typeof value === 'bigint') return formatDecimal(value)
  if (Array.isArray(value))
    return value.map((member) => valueToJson(type.kind === 'list' ? type.of : types.text, member))
  return value
}
