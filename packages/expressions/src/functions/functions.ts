import { arithmeticFunctions } from './arithmetic.ts'
import { compareFunctions } from './compare.ts'
import type { FunctionDefinition } from './function-definition.ts'
import { logicFunctions } from './logic.ts'

const definitions: readonly FunctionDefinition[] = [logicFunctions, compareFunctions, arithmeticFunctions].flatMap(
  (group) => Object.values(group),
)

/** Every function and operator, by the name under which it is stored. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
  definitions.map((definition) => [definition.name, definition]),
)
