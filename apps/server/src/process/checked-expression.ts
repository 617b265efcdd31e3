import {
  type CheckedExpression,
  type CheckOptions,
  checkExpression,
  type ExpressionSchema,
  type StoredExpression,
} from '@mortise/expressions'
import { closureOf } from '@mortise/metadata'

type Closure = ReturnType<typeof closureOf>

/** An expression that fits the tables, ready to be computed. */
export interface ReadyExpression {
  checked: CheckedExpression
  closure: Closure
}

type Places = Map<string, ReadyExpression | null>
const known = new WeakMap<ExpressionSchema, WeakMap<StoredExpression, Places>>()

/**
 * Checks an expression of a document against the tables as they are; null when it does not fit them. Once for each schema:
 * documents do not change, and other tables are another schema.
 */
export function readyExpression(
  stored: StoredExpression,
  { schema, entity, outer, expected }: Pick<CheckOptions, 'schema' | 'entity' | 'outer' | 'expected'>,
): ReadyExpression | null {
  const ofSchema = known.get(schema) ?? new WeakMap<StoredExpression, Places>()
  known.set(schema, ofSchema)
  const places: Places = ofSchema.get(stored) ?? new Map()
  ofSchema.set(stored, places)
  const place = [entity, outer ?? '', expected?.kind ?? ''].join(' ')
  const before = places.get(place)
  if (before !== undefined) return before
  const checked = checkExpression(stored.expr, {
    ...{ schema, entity, blankAs: stored.blankAs, allowJs: true },
    ...(outer !== undefined && { outer }),
    ...(expected && { expected }),
  })
  const ready = checked.ok ? { checked, closure: closureOf(checked.root) } : null
  places.set(place, ready)
  return ready
}
