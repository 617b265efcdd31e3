import { type CommandPart, type EntityModel, expressionTypeOf, Key, StoredExpressionSchema } from '@mortise/metadata'
import { Type } from 'typebox'

/** Fields and the values they are given, as actions have them. */
export const FieldValues = Type.Array(
  Type.Object({ field: Key, value: StoredExpressionSchema }, { additionalProperties: false }),
  { minItems: 1, maxItems: 50 },
)
export type FieldValues = Type.Static<typeof FieldValues>

/** What such a list names, of a table; `fresh`: of a record that is being made. */
export function valueParts(
  values: FieldValues,
  { entity, pointer, fresh }: { entity: EntityModel | undefined; pointer: string; fresh: boolean },
): CommandPart[] {
  return values.flatMap(({ field: key, value }, position): CommandPart[] => {
    const at = `${pointer}/${position}`
    const field = entity?.fields.get(key)
    const expected = field && expressionTypeOf(field)
    return [
      ...(entity ? [{ part: 'set' as const, pointer: `${at}/field`, entity: entity.key, field: key, fresh }] : []),
      { part: 'expression', pointer: `${at}/value`, stored: value, ...(expected && { expected }) },
    ]
  })
}
