import { foldText } from '../evaluate/fold-text.ts'
import type { CallNode } from '../model/typed-node.ts'
import type { Closure, Value } from '../model/value.ts'
import { defineFunctions } from './function-definition.ts'
import { compareText, compareValues, sameValue } from './logic.ts'

const compare = { group: 'compare', notation: 'infix', blanks: 'handled', nullable: false } as const

const two = ([first, second]: readonly Closure[]): [Closure, Closure] => {
  if (!first || !second) throw new Error('unreachable: the checker counts arguments')
  return [first, second]
}

const order =
  (holds: (comparison: number) => boolean) =>
  (args: readonly Closure[], node: CallNode): Closure => {
    const [first, second] = two(args)
    const byText = node.args[0]?.type.kind === 'text' || node.args[0]?.type.kind === 'enum'
    const compareTwo = byText ? (a: Value, b: Value) => compareText(a as string, b as string) : compareValues
    return (scope) => {
      const a = first(scope)
      if (a === null) return false
      const b = second(scope)
      return b !== null && holds(compareTwo(a, b))
    }
  }

/** Whether the value is in the list; blank only when the list names it. */
const contains = (args: readonly Closure[]): Closure => {
  const [value, list] = two(args)
  return (scope) => {
    const found = value(scope)
    const members = list(scope)
    return Array.isArray(members) && members.some((member) => sameValue(member, found))
  }
}

export const compareFunctions = defineFunctions({
  '==': {
    ...compare,
    spelling: '=',
    signature: 'a: E, b: E -> bool',
    closure: (args) => {
      const [first, second] = two(args)
      return (scope) => sameValue(first(scope), second(scope))
    },
  },
  '!=': {
    ...compare,
    spelling: '<>',
    signature: 'a: E, b: E -> bool',
    closure: (args) => {
      const [first, second] = two(args)
      return (scope) => !sameValue(first(scope), second(scope))
    },
  },
  '<': { ...compare, spelling: '<', signature: 'a: O, b: O -> bool', closure: order((result) => result < 0) },
  '<=': { ...compare, spelling: '<=', signature: 'a: O, b: O -> bool', closure: order((result) => result <= 0) },
  '>': { ...compare, spelling: '>', signature: 'a: O, b: O -> bool', closure: order((result) => result > 0) },
  '>=': { ...compare, spelling: '>=', signature: 'a: O, b: O -> bool', closure: order((result) => result >= 0) },
  in: { ...compare, spelling: 'IN', signature: 'value: L, list: list -> bool', closure: contains },
  sametext: {
    ...compare,
    spelling: 'SAMETEXT',
    notation: 'call',
    signature: 'a: text, b: text -> bool',
    evaluate: ([a, b]) => foldText(a ?? null) === foldText(b ?? null),
  },
  notin: {
    ...compare,
    spelling: 'NOTIN',
    notation: 'call',
    signature: 'value: L, list: list -> bool',
    closure: (args) => {
      const found = contains(args)
      return (scope) => found(scope) !== true
    },
  },
})
