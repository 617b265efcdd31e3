import { type Parameter, type ParameterType, parameterAt, type Signature, signatureOf } from '../check/signature.ts'
import { type ExpressionType, types } from '../model/expression-type.ts'
import type { FormulaOptions } from './analyse-formula.ts'
import type { CallAround, CursorPlace } from './cursor-place.ts'
import { functionsBySpelling } from './formula-functions.ts'
import type { FormulaToken } from './formula-token.ts'
import type { NameScope } from './name-scope.ts'
import { infixSpellings, powers } from './operators.ts'
import { resolveField } from './resolve-name.ts'
import { specialCall } from './special-calls.ts'

/** What should stand at the cursor. */
export interface ExpectedAtCursor {
  /** Which names: fields with a value, or what a call takes first. */
  names: 'value' | 'relation' | 'table' | 'field'
  type: ExpressionType | null
  /** Texts that are the only ones possible, as in `"days"`. */
  words: readonly string[]
}

interface Search {
  tokens: readonly FormulaToken[]
  scope: NameScope
  options: FormulaOptions
}

const anything: ExpectedAtCursor = { names: 'value', type: null, words: [] }

/** From what stands before: an operator, the parameter of a call, or what the whole formula is to be. */
export function expectedAtCursor(place: CursorPlace, scope: NameScope, options: FormulaOptions): ExpectedAtCursor {
  const search = { tokens: place.before, scope, options }
  const { list } = place
  if (list === null) return expectedAt(place.before.length, place.calls, search)
  const { type, ...rest } = expectedAt(list, place.calls, search)
  return { ...rest, type: type && memberOf(type) }
}

function expectedAt(index: number, calls: readonly CallAround[], search: Search): ExpectedAtCursor {
  const sign = search.tokens[index - 1]
  const [call, ...around] = calls
  if (!sign) return { ...anything, type: search.options.expected ?? null }
  if (call?.argumentsAt[call.argument] === index) return expectedArgument(call, around, search)
  return { ...anything, type: typeAfter(sign, index, search) }
}

/** What an operator wants on its right: comparisons want what is on their left. */
function typeAfter(sign: FormulaToken, index: number, search: Search): ExpressionType | null {
  const word = sign.value.toUpperCase()
  if (word === 'NOT') return types.bool
  const operator = infixSpellings.get(word)
  if (!operator) return null
  if (operator.power <= powers.and) return types.bool
  if (operator.power > powers.join) return types.num
  if (operator.power === powers.join) return types.text
  const negated = search.tokens[index - 2]?.value.toUpperCase() === 'NOT'
  return typeEndingAt(index - (negated ? 3 : 2), search)
}

function expectedArgument(call: CallAround, around: readonly CallAround[], search: Search): ExpectedAtCursor {
  const special = specialCall(call.name)
  if (special?.names && call.argument === 0) return { ...anything, names: special.names }
  const text = special?.rest ?? functionsBySpelling.get(call.name)?.signature
  if (text === undefined) return anything
  const signature = signatureOf(text)
  const offset = special?.names ? 1 : 0
  const index = call.argument - offset
  const parameterOf = (position: number) => parameterAt(signature, position, countFor(signature, index))
  const parameter = parameterOf(index)
  if (!parameter) return anything
  if (parameter.type.is === 'unit') return { ...anything, words: parameter.type.units }
  const known = typeOf(parameter.type)
  if (known) return { ...anything, type: known }
  const variable = variableOf(parameter)
  if (variable === null) return anything
  const sameAs = (position: number) => variableOf(parameterOf(position)) === variable
  const sibling = siblingType(call, search, (position) => position < call.argument && sameAs(position - offset))
  const ofField = special?.names === 'field' ? siblingType(call, search, (position) => position === 0) : null
  const isResult = signature.result.is === 'variable' && signature.result.name === variable
  const whole = isResult ? expectedAt(call.at, around, search).type : null
  const type = sibling ?? ofField ?? whole
  return { ...anything, type: type && parameter.type.is !== 'variable' ? memberOf(type) : type }
}

/** How many arguments there will be: where there may be another group of them or what is left out, the group. */
function countFor({ first, group }: Signature, index: number): number {
  const rest = index + 1 - first.length
  return rest <= 0 || group.length === 0 ? index + 1 : first.length + Math.ceil(rest / group.length) * group.length
}

const memberOf = (type: ExpressionType): ExpressionType =>
  type.kind === 'set' ? { kind: 'enum', optionSet: type.optionSet } : type

function typeOf(type: ParameterType): ExpressionType | null {
  if (type.is === 'int') return types.num
  if (type.is === 'day') return types.date
  return type.is === 'plain' && type.kind !== 'set' && type.kind !== 'enum' ? { kind: type.kind } : null
}

/** Arguments of the same variable have the same type; lists and options go with the set or the value before them. */
function variableOf(parameter: Parameter | null): string | null {
  if (!parameter) return null
  const { type } = parameter
  if (type.is === 'variable') return type.name === 'L' ? 'T' : type.name
  if (type.is === 'plain' && (type.kind === 'set' || type.kind === 'enum')) return 'T'
  return type.is === 'list' || type.is === 'option' ? 'T' : null
}

/** The type of an earlier argument. */
function siblingType(
  call: CallAround,
  search: Search,
  isSibling: (position: number) => boolean,
): ExpressionType | null {
  for (const position of call.argumentsAt.keys()) {
    const next = call.argumentsAt[position + 1]
    const type = next !== undefined && isSibling(position) ? typeEndingAt(next - 2, search) : null
    if (type) return type
  }
  return null
}

const constantTypes: Partial<Record<FormulaToken['kind'], ExpressionType>> = { number: types.num, text: types.text }

/** The type of the operand that ends with a token, where one look tells. */
function typeEndingAt(index: number, search: Search): ExpressionType | null {
  const token = search.tokens[index]
  if (!token) return null
  if (token.kind === 'name') {
    const resolved = resolveField(token.value, search.scope, search.options.language)
    return resolved.ok ? resolved.reference.field.type : null
  }
  if (token.kind === 'date') return /[T: ]/.test(token.value) ? types.datetime : types.date
  return token.value === ')' ? resultType(calledBefore(index, search.tokens)) : (constantTypes[token.kind] ?? null)
}

/** The word of the call that a parenthesis closes. */
function calledBefore(index: number, tokens: readonly FormulaToken[]): string {
  let depth = 0
  for (let at = index; at >= 0; at--) {
    const { kind, value } = tokens[at] as FormulaToken
    if (kind !== 'symbol') continue
    if (value === ')') depth++
    if (value === '(') depth--
    if (depth === 0) return tokens[at - 1]?.value.toUpperCase() ?? ''
  }
  return ''
}

/** What a call gives, as far as that does not depend on its arguments. */
export function resultType(spelling: string): ExpressionType | null {
  const signature = specialCall(spelling)?.rest ?? functionsBySpelling.get(spelling)?.signature
  return signature === undefined ? null : typeOf(signatureOf(signature).result)
}
