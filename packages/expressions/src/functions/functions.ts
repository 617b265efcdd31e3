import { arithmeticFunctions } from './arithmetic.ts'
import { compareFunctions } from './compare.ts'
import { contextFunctions } from './context.ts'
import { dateFunctions } from './date.ts'
import type { FunctionDefinition } from './function-definition.ts'
import { logicFunctions } from './logic.ts'
import { numberFunctions } from './number.ts'
import { setFunctions } from './set.ts'
import { textFunctions } from './text.ts'

const definitions: readonly FunctionDefinition[] = [
  logicFunctions,
  compareFunctions,
  arithmeticFunctions,
  numberFunctions,
  textFunctions,
  dateFunctions,
  setFunctions,
  contextFunctions,
].flatMap((group) => Object.values(group))

/** Every function and operator, by the name under which it is stored. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
  definitions.map((definition) => [definition.name, definition]),
)
