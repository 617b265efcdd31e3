import type { FunctionDefinition } from '../functions/function-definition.ts'
import { functions } from '../functions/functions.ts'
import { callSpellings } from './operators.ts'
import { specialSignatures } from './special-calls.ts'

/** Functions that are written as a word, by that word. */
export const functionsBySpelling: ReadonlyMap<string, FunctionDefinition> = new Map(
  [...functions.values()].flatMap((known) => {
    const spelling = callSpellings.get(known.name) ?? known.spelling
    return /^\w+$/.test(spelling) ? [[spelling, known] as const] : []
  }),
)

/** Everything that can be called in a formula. */
export const callableNames: readonly string[] = [...functionsBySpelling.keys(), ...Object.keys(specialSignatures)]

export function isCallable(spelling: string): boolean {
  return functionsBySpelling.has(spelling) || Object.hasOwn(specialSignatures, spelling)
}
