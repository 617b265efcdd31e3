import { type CommandPart, type EntityModel, expressionTypeOf, Key, StoredExpressionSchema } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

/** Fields and the values they are given, as actions have them. */
export const FieldValues = Type.Array(
  Type.Object({ field: Key, value: StoredExpressionSchema }, { additionalProperties: false }),
  { minItems: 1, maxItems: 50 },
)
export type FieldValues = Type.Static<typeof FieldValues>

interface ValuesPlace {
  /** The table whose fields are given values. */
  entity: EntityModel | undefined
  pointer: string
  /** They are of a record that is being made, or of another one: not of the record of the command. */
  fresh: boolean
  /** The table that formulas are over, with the record of the command around; without it they are over that record. */
  over?: string
}

/** What such a list names. */
export function valueParts(values: FieldValues, { entity, pointer, fresh, over }: ValuesPlace): CommandPart[] {
  return values.flatMap(({ field: key, value }, position): CommandPart[] => {
    const at = `${pointer}/${position}`
    const field = entity?.fields.get(key)
    const expected = field && expressionTypeOf(field)
    return [
      ...(entity ? [{ part: 'set' as const, pointer: `${at}/field`, entity: entity.key, field: key, fresh }] : []),
      {
        part: 'expression',
        pointer: `${at}/value`,
        stored: value,
        ...(expected && { expected }),
        ...(over !== undefined && { entity: over }),
      },
    ]
  })
}
