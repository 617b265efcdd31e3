import { type ExpressionType, types } from '../model/expression-type.ts'
import type { TypedNode } from '../model/typed-node.ts'
import type { Value } from '../model/value.ts'
import { defineFunctions } from './function-definition.ts'
import { wholeNumber, wholeOf } from './number.ts'

const test = { group: 'set', blanks: 'handled', nullable: false } as const

const members = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : [])

/** How many there are; of a position, how far it may reach. */
const most = 1_000_000

function optionAt([choices, position]: readonly Value[]): Value {
  if (position === null) return null
  const index = position === undefined ? 1 : wholeOf(position, 0, most)
  return members(choices)[index - 1] ?? null
}

function optionType([choices]: readonly TypedNode[]): ExpressionType {
  return choices?.type.kind === 'set' ? { kind: 'enum', optionSet: choices.type.optionSet } : types.blank
}

function countable([value]: readonly TypedNode[]) {
  if (value?.type.kind === 'set' || value?.type.kind === 'files') return null
  return {
    code: 'EXPRESSION_TYPE',
    params: {
      expected: { zh: '多选或附件', en: 'A multi-select or files' },
      found: { zh: '别的类型', en: 'something else' },
      hint: '',
    },
    argument: 0,
  }
}

export const setFunctions = defineFunctions({
  has: {
    ...test,
    spelling: 'HAS',
    signature: 'choices: set, option: option -> bool',
    evaluate: ([choices, option]) => members(choices).includes(option ?? null),
  },
  hasany: {
    ...test,
    spelling: 'HASANY',
    signature: 'choices: set, options: list -> bool',
    evaluate: ([choices, options]) => members(options).some((option) => members(choices).includes(option)),
  },
  hasall: {
    ...test,
    spelling: 'HASALL',
    signature: 'choices: set, options: list -> bool',
    evaluate: ([choices, options]) => members(options).every((option) => members(choices).includes(option)),
  },
  setcount: {
    ...test,
    spelling: 'SETCOUNT',
    signature: 'choices: any -> num',
    check: countable,
    evaluate: ([choices]) => wholeNumber(members(choices).length),
  },
  option: {
    spelling: 'OPTION',
    group: 'set',
    signature: 'choices: set, position?: num -> enum',
    blanks: 'handled',
    nullable: true,
    result: optionType,
    evaluate: optionAt,
  },
  isempty: {
    ...test,
    spelling: 'ISEMPTY',
    signature: 'choices: any -> bool',
    check: countable,
    evaluate: ([choices]) => members(choices).length === 0,
  },
})
