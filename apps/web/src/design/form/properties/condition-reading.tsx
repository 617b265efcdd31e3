import { type StoredExpression, types } from '@mortise/expressions'
import type { EntityModel } from '@mortise/metadata'
import { FormulaReading } from '@mortise/ui/formula'
import { useFormulaScope } from '../../../runtime/formula/use-formula-scope.ts'

const purpose = { expected: types.bool, allowJs: true } as const

/** A condition in the words of a formula. */
export function ConditionReading({ entity, condition }: { entity: EntityModel; condition: StoredExpression }) {
  const scope = useFormulaScope(entity.key, purpose)
  return <FormulaReading formula={condition} scope={scope} />
}
