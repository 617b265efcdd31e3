/** An operator between two operands. */
export interface InfixOperator {
  /** In the stored form. */
  name: string
  /** As it is printed; the words and signs that are read as well are in `infixSpellings`. */
  spelling: string
  power: number
  /** `a AND b AND c` is one call with three arguments. */
  chain?: true
}

/** How strongly operators bind, the weakest first. */
export const powers = { or: 1, and: 2, not: 3, compare: 4, join: 5, add: 6, multiply: 7, negate: 8 } as const

const compare = (name: string, spelling: string): InfixOperator => ({ name, spelling, power: powers.compare })

const operators: readonly InfixOperator[] = [
  { name: 'or', spelling: 'OR', power: powers.or, chain: true },
  { name: 'and', spelling: 'AND', power: powers.and, chain: true },
  compare('==', '='),
  compare('!=', '<>'),
  compare('<', '<'),
  compare('<=', '<='),
  compare('>', '>'),
  compare('>=', '>='),
  compare('in', 'IN'),
  compare('notin', 'NOT IN'),
  { name: 'cat', spelling: '&', power: powers.join, chain: true },
  { name: '+', spelling: '+', power: powers.add },
  { name: '-', spelling: '-', power: powers.add },
  { name: '*', spelling: '*', power: powers.multiply },
  { name: '/', spelling: '/', power: powers.multiply },
]

/** Operators by their name in the stored form. */
export const infixOperators: ReadonlyMap<string, InfixOperator> = new Map(
  operators.map((operator) => [operator.name, operator]),
)

/** Operators that can also be written as a call, under another name than their sign: needed for a single argument. */
export const callSpellings: ReadonlyMap<string, string> = new Map([['cat', 'CONCAT']])

const modulo: InfixOperator = { name: '%', spelling: 'MOD', power: powers.multiply }

/** Operators by how they may be written, words in upper case. */
export const infixSpellings: ReadonlyMap<string, InfixOperator> = new Map([
  ...operators.map((operator) => [operator.spelling, operator] as const),
  ['&&', infix('and')],
  ['||', infix('or')],
  ['NOTIN', infix('notin')],
  // `%` is read between operands; it is printed as the function, because after a number it means percent.
  ['%', modulo],
  ['MOD', modulo],
])

/** Operators before one operand: their names in the stored form. */
export const prefixSpellings: ReadonlyMap<string, { name: '!' | 'neg'; power: number }> = new Map([
  ['NOT', { name: '!', power: powers.not }],
  ['!', { name: '!', power: powers.not }],
  ['-', { name: 'neg', power: powers.negate }],
])

function infix(name: string): InfixOperator {
  const operator = infixOperators.get(name)
  if (!operator) throw new Error(`unreachable: no operator "${name}"`)
  return operator
}
