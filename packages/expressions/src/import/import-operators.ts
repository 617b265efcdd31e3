import type { ExpressionJson } from '../model/expression.ts'
import { argument, condition, kindOf, type RulePart, refuse } from './rule-part.ts'

type Operator = (part: RulePart) => ExpressionJson

const all = (part: RulePart): ExpressionJson[] => part.args.map((_, index) => argument(part, index))
const conditions = (part: RulePart): ExpressionJson[] => part.args.map((_, index) => condition(part, index))

const same =
  (name: string): Operator =>
  (part) => ({ [name]: all(part) })

/** `1 < x < 9` is written with three arguments. */
const order: Operator = (part) => {
  const [a = null, b = null, c] = all(part)
  const first = { [part.name]: [a, b] }
  return c === undefined ? first : { and: [first, { [part.name]: [b, c] }] }
}

/** Two at a time. */
const chain =
  (single: (only: ExpressionJson, part: RulePart) => ExpressionJson): Operator =>
  (part) => {
    const args = all(part)
    const [only = null] = args
    if (args.length === 1) return single(only, part)
    return args.reduce((left, right): ExpressionJson => ({ [part.name]: [left, right] }))
  }

/** With one argument `+` makes a number of a text. */
const asNumber = (only: ExpressionJson, { reading }: RulePart): ExpressionJson =>
  kindOf(only, reading) === 'text' ? { value: [only] } : only

const junction: Operator = (part) => {
  const args = conditions(part)
  return args.length === 1 ? (args[0] ?? null) : { [part.name]: args }
}

const choose: Operator = (part) => {
  const args = part.args.map((_, index) => {
    const isTest = index % 2 === 0 && index < part.args.length - 1
    return isTest ? condition(part, index) : argument(part, index)
  })
  if (args.length === 1) return args[0] ?? null
  return args.length <= 3 ? { if: args } : { ifs: args }
}

const variable: Operator = (part) => {
  const [name, otherwise] = part.args
  if (typeof name !== 'string' || name === '') return refuse(part.reading, part.at, 'var', namedField)
  return otherwise === undefined ? { var: name } : { coalesce: [{ var: name }, argument(part, 1)] }
}

/** In a list, in a text, or among the options of a field. */
const member: Operator = (part) => {
  const [value = null, list = null] = all(part)
  if (Array.isArray(list)) return { in: [value, list] }
  const kind = kindOf(list, part.reading)
  if (kind === 'set')
    return typeof value === 'string' ? { has: [list, value] } : refuse(part.reading, part.at, 'in', option)
  return { contains: [list, value] }
}

/** Numbers have to be made texts first. */
const join: Operator = (part) => {
  const texts = all(part).map((arg): ExpressionJson => (kindOf(arg, part.reading) === 'num' ? { text: [arg] } : arg))
  return { cat: texts }
}

/** From the start or, where negative, from the end; so many, or all but so many at the end. */
const substring: Operator = (part) => {
  const whole = argument(part, 0)
  const [, start, length] = part.args
  if (!Number.isInteger(start) || !(length === undefined || Number.isInteger(length))) {
    return refuse(part.reading, part.at, 'substr', wholeNumbers)
  }
  const [from, size] = [start as number, length as number | undefined]
  const rest: ExpressionJson = from < 0 ? { right: [whole, -from] } : { mid: [whole, from + 1, { len: [whole] }] }
  if (size === undefined) return rest
  return { left: [rest, size < 0 ? { '-': [{ len: [rest] }, -size] } : size] }
}

const not: Operator = (part) => ({ '!': [condition(part, 0)] })

/** The sign of the remainder is that of the divisor here, that of the dividend there. */
const remainder: Operator = (part) => {
  const [, divisor] = part.args
  if (typeof divisor !== 'number' || divisor <= 0) {
    return refuse(part.reading, part.at, '%', positive)
  }
  const [a = null, b = null] = all(part)
  const rest: ExpressionJson = { '%': [{ abs: [a] }, b] }
  const sign: ExpressionJson = { sign: [a] }
  return { '*': [sign, rest] }
}

const refused =
  (zh: string, en: string): Operator =>
  ({ reading, at, name }) =>
    refuse(reading, at, name, { zh, en })

const namedField = {
  zh: '须写出字段名；不能用空名、编号或计算出的名称。',
  en: 'the name of a field has to be written out; no empty, numbered or computed names.',
}
const wholeNumbers = { zh: '位置须直接写成整数。', en: 'positions have to be written out as whole numbers.' }
const option = { zh: '选项须直接写出。', en: 'the option has to be written out.' }
const positive = { zh: '除数须直接写成正数。', en: 'the divisor has to be written out as a positive number.' }

/** How each operator of JSON Logic is said here; those over lists of records are in `import-related.ts`. */
export const importOperators: { readonly [name: string]: Operator } = {
  var: variable,
  '==': same('=='),
  '===': same('=='),
  '!=': same('!='),
  '!==': same('!='),
  '<': order,
  '<=': order,
  '>': same('>'),
  '>=': same('>='),
  '!': not,
  '!!': (part) => condition(part, 0),
  and: junction,
  or: junction,
  if: choose,
  '?:': choose,
  '+': chain(asNumber),
  '*': chain((only) => only),
  '-': chain((only) => ({ neg: [only] })),
  '/': same('/'),
  '%': remainder,
  min: same('min'),
  max: same('max'),
  cat: join,
  in: member,
  substr: substring,
  missing: (part) => refuse(part.reading, part.at, part.name, asCondition),
  missing_some: (part) => refuse(part.reading, part.at, part.name, asCondition),
  log: refused('表达式没有副作用。', 'expressions have no effects.'),
  merge: refused('不能合并列表。', 'lists cannot be merged.'),
  method: refused('不能调用方法。', 'methods cannot be called.'),
}

const asCondition = { zh: '只能用作条件。', en: 'only as a condition.' }
