import type { Scope } from '@mortise/expressions'
import { closureOf, type FieldModel, shownField, valueOfField } from '@mortise/metadata'

/** The value of a computed field or look-up for a record, as the API would give it. */
export function computeField(field: FieldModel, scope: Scope): unknown {
  const { computed, lookup } = field
  if (lookup) return lookUp(field, scope)
  if (!computed?.checked) return field.kind.blank ?? null
  const { root, type } = computed.checked
  return valueOfField(closureOf(root)(scope), type, computed.result)
}

/** A look-up, where other records are at hand. */
function lookUp({ lookup, kind }: FieldModel, { record, related }: Scope): unknown {
  let found: Scope['record'] | null = record
  for (const relation of lookup?.path ?? []) {
    found = found && (related?.one(found, relation.entity, relation.key) ?? null)
  }
  const end = lookup && shownField(lookup.field)
  return (end && found?.[lookup.field.key]) ?? kind.blank ?? null
}
