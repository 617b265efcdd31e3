import type { Registry } from '@mortise/core'
import type { FieldType } from '../contract/field-type.ts'
import { type EntityDocument, type FieldDocument, systemFieldKeys } from '../documents/entity.ts'
import type { Report } from './app-index.ts'
import { checkResultType } from './check-computed.ts'
import { checkShape, type Fitting } from './check-shape.ts'
import { pointerTo } from './json-pointer.ts'
import { suggestionFor } from './suggestion-for.ts'

/**
 * `constructor` is the one key that every object has from birth: a record without a value for it would seem to have one.
 */
const reservedKeys: ReadonlySet<string> = new Set([...systemFieldKeys, 'owner_id', 'department_id', 'constructor'])

/**
 * Checks each field of a table by itself: its key, its type, its options against the schema of the type. Answers the
 * fields that are sound enough to be compiled.
 */
export function checkFieldDocuments(
  entity: EntityDocument,
  types: { fieldTypes: Registry<FieldType>; fitting?: Fitting | undefined },
  report: Report,
): FieldDocument[] {
  const seen = new Set<string>()
  return entity.fields.filter((field, position) => {
    const pointer = pointerTo('/fields', position)
    const sound = [
      checkFieldKey(field, seen, pointer, report),
      field.archived || checkType(field, types, pointer, report),
    ].every(Boolean)
    seen.add(field.key)
    return sound
  })
}

function checkFieldKey(field: FieldDocument, seen: ReadonlySet<string>, pointer: string, report: Report): boolean {
  const { key } = field
  const reserved = reservedKeys.has(key)
  if (reserved) report('FIELD_KEY_RESERVED', `${pointer}/key`, { name: key })
  if (seen.has(key)) report('KEY_DUPLICATE', `${pointer}/key`, { name: key })
  return !reserved && !seen.has(key)
}

function checkType(
  field: FieldDocument,
  { fieldTypes, fitting }: { fieldTypes: Registry<FieldType>; fitting?: Fitting | undefined },
  pointer: string,
  report: Report,
): boolean {
  if (!fieldTypes.has(field.type)) {
    const offered = fieldTypes.all().filter(({ internal }) => !internal)
    const suggestion = suggestionFor(
      field.type,
      offered.map(({ type }) => type),
    )
    report('FIELD_TYPE_UNKNOWN', `${pointer}/type`, { name: field.type, suggestion })
    return false
  }
  const kind = fieldTypes.get(field.type)
  if (kind.internal) {
    report('FIELD_TYPE_INTERNAL', `${pointer}/type`, { name: field.type })
    return false
  }
  const problems = checkShape(kind.options, field.options ?? {}, `${pointer}/options`, fitting)
  for (const problem of problems) report(problem.code, problem.pointer, problem.params)
  return problems.length === 0 && checkResultType(field, kind, { fieldTypes, pointer, report })
}
