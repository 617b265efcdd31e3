import {
  addDecimals,
  divideDecimals,
  moduloDecimals,
  multiplyDecimals,
  negateDecimal,
  subtractDecimals,
} from '../evaluate/decimal.ts'
import type { Closure, Value } from '../model/value.ts'
import { defineFunctions } from './function-definition.ts'

type Binary = (a: bigint, b: bigint) => bigint | null

const binary = (compute: Binary) => {
  return ([first, second]: readonly Closure[]): Closure => {
    if (!first || !second) throw new Error('unreachable: the checker counts arguments')
    return (scope) => {
      const a = first(scope)
      if (a === null) return null
      const b = second(scope)
      return b === null ? null : compute(a as bigint, b as bigint)
    }
  }
}

const infix = { notation: 'infix', group: 'number', signature: 'a: num, b: num -> num' } as const

/** Results outside the range of numbers are blank, and so is dividing by 0: products of fields cannot be ruled out. */
export const arithmeticFunctions = defineFunctions({
  '+': { ...infix, spelling: '+', nullable: true, closure: binary(addDecimals) },
  '-': { ...infix, spelling: '-', nullable: true, closure: binary(subtractDecimals) },
  '*': { ...infix, spelling: '*', nullable: true, closure: binary(multiplyDecimals) },
  '/': { ...infix, spelling: '/', nullable: true, closure: binary(divideDecimals) },
  '%': { ...infix, spelling: 'MOD', notation: 'call', nullable: true, closure: binary(moduloDecimals) },
  neg: {
    spelling: '-',
    notation: 'prefix',
    group: 'number',
    signature: 'a: num -> num',
    evaluate: ([a]: readonly Value[]) => negateDecimal(a as bigint),
  },
})
