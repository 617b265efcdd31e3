import {
  addCompact,
  type CompactDecimal,
  divideCompact,
  moduloCompact,
  multiplyCompact,
  negateCompact,
  subtractCompact,
} from '../evaluate/compact-decimal.ts'
import type { Closure } from '../model/value.ts'
import { defineFunctions } from './function-definition.ts'

type Binary = (a: CompactDecimal, b: CompactDecimal) => CompactDecimal | null

const binary = (compute: Binary) => {
  return ([first, second]: readonly Closure[]): Closure => {
    if (!first || !second) throw new Error('unreachable: the checker counts arguments')
    return (scope) => {
      const a = first(scope)
      if (a === null) return null
      const b = second(scope)
      return b === null ? null : compute(a as CompactDecimal, b as CompactDecimal)
    }
  }
}

const infix = { notation: 'infix', group: 'number', signature: 'a: num, b: num -> num' } as const

/** Results outside the range of numbers are blank, and so is dividing by 0: products of fields cannot be ruled out. */
export const arithmeticFunctions = defineFunctions({
  '+': { ...infix, spelling: '+', nullable: true, closure: binary(addCompact) },
  '-': { ...infix, spelling: '-', nullable: true, closure: binary(subtractCompact) },
  '*': { ...infix, spelling: '*', nullable: true, closure: binary(multiplyCompact) },
  '/': { ...infix, spelling: '/', nullable: true, closure: binary(divideCompact) },
  '%': { ...infix, spelling: 'MOD', notation: 'call', nullable: true, closure: binary(moduloCompact) },
  neg: {
    spelling: '-',
    notation: 'prefix',
    group: 'number',
    signature: 'a: num -> num',
    closure: ([first]) => {
      if (!first) throw new Error('unreachable: the checker counts arguments')
      return (scope) => {
        const a = first(scope)
        return a === null ? null : negateCompact(a as CompactDecimal)
      }
    },
  },
})
