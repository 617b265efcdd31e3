import { type CompactDecimal, compareDecimals } from '../evaluate/compact-decimal.ts'
import { emptyValue } from '../model/expression-type.ts'
import type { TypedNode } from '../model/typed-node.ts'
import type { Closure, Value } from '../model/value.ts'
import { defineFunctions } from './function-definition.ts'

const at = (closures: readonly Closure[], index: number): Closure => {
  const closure = closures[index]
  if (!closure) throw new Error('unreachable: the checker counts arguments')
  return closure
}

const blank: Closure = () => null

/** Values of branches: every second argument from the first value on, and the last one when it stands alone. */
const branchValues = (args: readonly TypedNode[], offset: number) =>
  args.filter((_, index) => index >= offset && ((index - offset) % 2 === 1 || index === args.length - 1))

/** Whether some branch can be blank, or none may be taken. */
const branchNullable = (args: readonly TypedNode[], offset: number) =>
  (args.length - offset) % 2 === 0 || branchValues(args, offset).some((value) => value.nullable)

/** Pairs of test and value, and what holds when no test does. */
function pairs(args: readonly Closure[], offset: number) {
  const tests: [test: Closure, value: Closure][] = []
  for (let index = offset; index + 1 < args.length; index += 2) tests.push([at(args, index), at(args, index + 1)])
  const otherwise = (args.length - offset) % 2 === 1 ? at(args, args.length - 1) : blank
  return { tests, otherwise }
}

function chooseFirst(args: readonly Closure[]): Closure {
  const { tests, otherwise } = pairs(args, 0)
  if (tests.length === 1) {
    const [test, value] = tests[0] as [Closure, Closure]
    return (scope) => (test(scope) === true ? value(scope) : otherwise(scope))
  }
  return (scope) => {
    for (const [test, value] of tests) if (test(scope) === true) return value(scope)
    return otherwise(scope)
  }
}

/** The value of a bool is never blank, whatever the branch. */
const boolSafe =
  (choose: (args: readonly Closure[]) => Closure) =>
  (args: readonly Closure[], node: TypedNode): Closure => {
    const closure = choose(args)
    const absent = emptyValue(node.type)
    if (absent === null) return closure
    return (scope) => closure(scope) ?? absent
  }

const logic = { group: 'logic', blanks: 'handled', nullable: false } as const

export const logicFunctions = defineFunctions({
  if: {
    spelling: 'IF',
    group: 'logic',
    blanks: 'handled',
    signature: 'condition: bool, value: T, otherwise?: T -> T',
    nullable: (args) => branchNullable(args, 0),
    closure: boolSafe(chooseFirst),
  },
  ifs: {
    spelling: 'IFS',
    group: 'logic',
    blanks: 'handled',
    signature: '(condition: bool, value: T)+, otherwise?: T -> T',
    nullable: (args) => branchNullable(args, 0),
    closure: boolSafe(chooseFirst),
  },
  switch: {
    spelling: 'SWITCH',
    group: 'logic',
    blanks: 'handled',
    signature: 'subject: S, (case: S, value: T)+, otherwise?: T -> T',
    nullable: (args) => branchNullable(args, 1),
    closure: boolSafe((args) => {
      const subject = at(args, 0)
      const { tests, otherwise } = pairs(args, 1)
      return (scope) => {
        const value = subject(scope)
        for (const [test, result] of tests) if (sameValue(test(scope), value)) return result(scope)
        return otherwise(scope)
      }
    }),
  },
  and: {
    ...logic,
    spelling: 'AND',
    notation: 'infix',
    signature: 'condition...: bool -> bool',
    closure: (args) => {
      if (args.length === 2) {
        const [first, second] = [at(args, 0), at(args, 1)]
        return (scope) => first(scope) === true && second(scope) === true
      }
      return (scope) => {
        for (const condition of args) if (condition(scope) !== true) return false
        return true
      }
    },
  },
  or: {
    ...logic,
    spelling: 'OR',
    notation: 'infix',
    signature: 'condition...: bool -> bool',
    closure: (args) => (scope) => {
      for (const condition of args) if (condition(scope) === true) return true
      return false
    },
  },
  '!': {
    ...logic,
    spelling: 'NOT',
    notation: 'prefix',
    signature: 'condition: bool -> bool',
    closure: (args) => {
      const condition = at(args, 0)
      return (scope) => condition(scope) !== true
    },
  },
  xor: {
    ...logic,
    spelling: 'XOR',
    signature: 'a: bool, b: bool -> bool',
    evaluate: ([a, b]) => (a === true) !== (b === true),
  },
  isblank: {
    ...logic,
    spelling: 'ISBLANK',
    signature: 'value: any -> bool',
    evaluate: ([value]) => isBlank(value ?? null),
  },
  coalesce: {
    spelling: 'COALESCE',
    group: 'logic',
    blanks: 'handled',
    signature: 'value...: T -> T',
    nullable: (args) => args.every((arg) => arg.nullable),
    closure: (args) => (scope) => {
      for (const value of args) {
        const found = value(scope)
        if (!isBlank(found)) return found
      }
      return args.length > 0 ? at(args, args.length - 1)(scope) : null
    },
  },
  between: {
    ...logic,
    spelling: 'BETWEEN',
    signature: 'value: O, low: O, high: O -> bool',
    closure: (args) => {
      const [value, low, high] = [at(args, 0), at(args, 1), at(args, 2)]
      return (scope) => {
        const found = value(scope)
        const [from, to] = [low(scope), high(scope)]
        if (found === null || from === null || to === null) return false
        return compareValues(found, from) >= 0 && compareValues(found, to) <= 0
      }
    },
  },
})

/** Blank, false and the empty set; a checkbox is never blank, but one that is not ticked says nothing either. */
export function isBlank(value: Value): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

/** Equality in the language: blank equals blank, sets have no order (they are kept sorted). */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true
  if (!Array.isArray(a) || !Array.isArray(b)) return false
  return a.length === b.length && a.every((member, index) => member === b[index])
}

/** Order of two values that are not blank: numbers by size, texts by code point, days and instants as they pass. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  return compareDecimals(a as CompactDecimal, b as CompactDecimal)
}

/** By code point, as the "C" collation does; `<` compares UTF-16 units, which differs beyond the basic plane. */
export function compareText(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let index = 0; index < shorter; index++) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
