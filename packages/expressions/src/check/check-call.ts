import type { FunctionDefinition } from '../functions/function-definition.ts'
import { functions } from '../functions/functions.ts'
import { type ExpressionType, hasBlank, type TypeKind, types } from '../model/expression-type.ts'
import type { CallNode, TypedNode } from '../model/typed-node.ts'
import type { ExpressionProblemCode } from '../problems.ts'
import { withoutZero } from './blank-as-zero.ts'
import { blankOf, hintFor, report, wrong } from './check-context.ts'
import type { Part } from './check-reference.ts'
import { describeType } from './describe-type.ts'
import { joinTypes } from './fits.ts'
import { arityOf, type Parameter, type ParameterType, parameterAt, type Signature, signatureOf } from './signature.ts'

/** A call of a function or operator. */
export function checkCall(part: Part): TypedNode {
  const { name, context, at } = part
  const definition = functions.get(name)
  if (!definition) return unknownOperator(part)
  const signature = signatureOf(definition.signature)
  const args = Array.isArray(part.argument) ? part.argument : [part.argument]
  const arity = arityOf(signature)
  if (!arity.accepts(args.length)) {
    report(context, at, 'EXPRESSION_ARGUMENTS', {
      name: definition.spelling,
      expected: arity.words,
      found: args.length,
    })
    return wrong(at)
  }
  const before = context.problems.length
  const call: Call = { part, definition, signature, args, nodes: [], variables: new Map() }
  checkArguments(call)
  if (context.problems.length > before) return wrong(at)
  return finish(call)
}

interface Call {
  part: Part
  definition: FunctionDefinition
  signature: Signature
  args: readonly unknown[]
  nodes: TypedNode[]
  /** What the type variables of the signature stand for in this call. */
  variables: Map<string, ExpressionType>
}

/** The types of the others tell what constants are meant to be, so that these come last. */
function checkArguments(call: Call): void {
  const { args, signature, part } = call
  const parameters = args.map((_, index) => parameterAt(signature, index, args.length))
  const resultType = signature.result.is === 'variable' ? signature.result.name : null
  const order = args.map((_, index) => index).sort((a, b) => Number(isConstant(args[a])) - Number(isConstant(args[b])))
  for (const index of order) {
    const parameter = parameters[index]
    if (!parameter) throw new Error('unreachable: the number of arguments was checked')
    // What the whole is to be, its branches are to be.
    const wanted = parameter.type.is === 'variable' && parameter.type.name === resultType ? part.expected : null
    call.nodes[index] = checkArgument(call, index, parameter, wanted)
  }
  call.nodes = call.nodes.map((node, index) => withBoundType(call, node, parameters[index]))
}

/** A blank among arguments of one type is the blank of that type. */
function withBoundType({ variables }: Call, node: TypedNode, parameter: Parameter | null | undefined): TypedNode {
  // No options were chosen, of whichever set.
  if (parameter?.type.is === 'plain' && parameter.type.kind === 'set' && node.type.kind === 'blank') {
    return blankOf({ kind: 'set', optionSet: '' }, node.at)
  }
  const bound = parameter?.type.is === 'variable' ? variables.get(parameter.type.name) : undefined
  return bound && node.type.kind === 'blank' ? blankOf(bound, node.at) : node
}

function isConstant(json: unknown): boolean {
  return json === null || typeof json !== 'object' || Array.isArray(json)
}

function checkArgument(call: Call, index: number, parameter: Parameter, wanted: ExpressionType | null): TypedNode {
  const { part, definition, args } = call
  const at = `${part.at}/${part.name.replaceAll('~', '~0').replaceAll('/', '~1')}/${index}`
  const expected = expectedOf(parameter.type, call, args[index])
  const node = part.context.check(
    args[index],
    expected ?? hintOnly(args[index], wanted),
    part.scope,
    part.context,
    at,
    part.depth + 1,
  )
  bindVariable(call, parameter.type, node)
  const problem = accepts(parameter, node, args[index])
  if (problem && node.type.kind !== 'blank') {
    report(part.context, at, problem.code, { name: definition.spelling, argument: parameter.name, ...problem.params })
  }
  return definition.name === 'isblank' || definition.name === 'coalesce' ? withoutZero(node) : node
}

/** A wish that is no demand: an option key where the whole expression is to be an option. */
function hintOnly(json: unknown, wanted: ExpressionType | null): ExpressionType | null {
  return isConstant(json) || wanted?.kind === 'bool' ? wanted : null
}

function expectedOf(type: ParameterType, { variables }: Call, json: unknown): ExpressionType | null {
  if (type.is === 'plain' && type.kind !== 'set' && type.kind !== 'enum') return { kind: type.kind }
  if (type.is === 'int') return types.num
  if (type.is === 'words' || type.is === 'unit') return types.text
  // Only constants take their type from the others; whether anything else fits is said by joining the types.
  if (type.is === 'variable') return isConstant(json) ? boundType(variables.get(type.name)) : null
  const subject = variables.get('L') ?? variables.get('T')
  if (type.is === 'list') return subject ? { kind: 'list', of: memberOf(subject) } : null
  if (type.is === 'option')
    return subject && 'optionSet' in subject ? { kind: 'enum', optionSet: subject.optionSet } : null
  return null
}

function memberOf(type: ExpressionType): ExpressionType {
  return type.kind === 'set' ? { kind: 'enum', optionSet: type.optionSet } : type
}

function boundType(bound: ExpressionType | undefined): ExpressionType | null {
  return bound && bound.kind !== 'blank' ? bound : null
}

/** Types that variables of these names may stand for; the others may be anything. */
const classes: { readonly [variable: string]: readonly TypeKind[] } = {
  E: ['num', 'text', 'bool', 'date', 'datetime', 'enum', 'set', 'ref', 'user', 'department', 'blank'],
  S: ['num', 'text', 'bool', 'date', 'datetime', 'enum', 'ref', 'user', 'department', 'blank'],
  O: ['num', 'text', 'date', 'datetime', 'blank'],
  L: ['num', 'text', 'date', 'datetime', 'enum', 'ref', 'user', 'department', 'blank'],
}

function bindVariable(call: Call, type: ParameterType, node: TypedNode): void {
  const name = type.is === 'variable' ? type.name : type.is === 'plain' && type.kind === 'set' ? 'T' : null
  if (name === null) return
  const { part, variables } = call
  const bound = variables.get(name)
  const joined = bound ? joinTypes(bound, node.type) : node.type
  const allowed = joined && (classes[name]?.includes(joined.kind) ?? joined.kind !== 'list')
  if (joined && allowed) {
    variables.set(name, joined)
    return
  }
  const { schema } = part.context.options
  report(part.context, part.at, 'EXPRESSION_COMPARE', {
    left: describeType(bound ?? node.type, schema),
    right: describeType(node.type, schema),
    hint: hintForPair(bound ?? node.type, node.type),
  })
}

function hintForPair(a: ExpressionType, b: ExpressionType) {
  const kinds = [a.kind, b.kind]
  if (kinds.includes('date') && kinds.includes('datetime')) {
    return { zh: '可用 TODATE(…) 取日期。', en: 'Use TODATE(…) to get the day.' }
  }
  if (kinds.includes('num') && kinds.includes('text')) {
    return { zh: '可用 TEXT(…) 或 VALUE(…) 转换。', en: 'Use TEXT(…) or VALUE(…).' }
  }
  if (kinds.includes('set')) return { zh: '可用 HAS(…)。', en: 'Use HAS(…).' }
  return ''
}

type Refusal = { code: ExpressionProblemCode; params: { [name: string]: unknown } } | null

const mustBeWritten = (expected: unknown): Refusal => ({ code: 'EXPRESSION_LITERAL', params: { expected } })

/** What the expected type alone does not say. */
function accepts({ type }: Parameter, node: TypedNode, json: unknown): Refusal {
  if (type.is === 'plain') return type.kind === 'set' || type.kind === 'enum' ? acceptsKind(type.kind, node) : null
  if (type.is === 'variable') return null
  if (type.is === 'unit') {
    const isUnit = typeof json === 'string' && type.units.includes(json)
    return isUnit ? null : mustBeWritten(type.units.map((unit) => `"${unit}"`))
  }
  return special[type.is](node, json)
}

function acceptsKind(kind: 'set' | 'enum', node: TypedNode): Refusal {
  if (node.type.kind === kind) return null
  return kind === 'set' ? wrongKind('多选字段', 'A multi-select') : wrongKind('单选字段', 'A select')
}

type Special = Exclude<ParameterType['is'], 'plain' | 'variable' | 'unit'>

const special: Record<Special, (node: TypedNode, json: unknown) => Refusal> = {
  any: ({ type }) => (type.kind === 'list' ? wrongKind('单个值', 'A single value') : null),
  day: ({ type }) => (['date', 'datetime'].includes(type.kind) ? null : wrongKind('日期', 'A date')),
  int: (_node, json) => (Number.isInteger(json) ? null : mustBeWritten({ zh: '一个整数', en: 'a whole number' })),
  words: (_node, json) => (typeof json === 'string' ? null : mustBeWritten({ zh: '一段文字', en: 'a text' })),
  option: (_node, json) => (typeof json === 'string' ? null : mustBeWritten({ zh: '一个选项', en: 'an option' })),
  list: ({ type }) =>
    type.kind === 'list' || type.kind === 'set'
      ? null
      : mustBeWritten({ zh: '形如 ["a", "b"] 的列表', en: 'a list like ["a", "b"]' }),
}

function wrongKind(zh: string, en: string): Refusal {
  return {
    code: 'EXPRESSION_TYPE',
    params: { expected: { zh, en }, found: { zh: '别的类型', en: 'something else' }, hint: '' },
  }
}

function finish(call: Call): TypedNode {
  const { part, definition, nodes, signature, variables } = call
  const special = definition.check?.(nodes)
  if (special) {
    const at = special.argument === undefined ? part.at : `${part.at}/${part.name}/${special.argument}`
    report(part.context, at, special.code as ExpressionProblemCode, { name: definition.spelling, ...special.params })
    return wrong(part.at)
  }
  for (const use of definition.uses ?? []) part.context.uses.add(use)
  const type = definition.result?.(nodes) ?? resultOf(signature.result, variables)
  const node: CallNode = { node: 'call', definition, args: nodes, type, nullable: false, at: part.at }
  node.nullable = isNullable(node)
  return node
}

function resultOf(result: ParameterType, variables: ReadonlyMap<string, ExpressionType>): ExpressionType {
  if (result.is === 'variable') return variables.get(result.name) ?? types.blank
  if (result.is !== 'plain') throw new Error('unreachable: signatures end in a type')
  if (result.kind !== 'set' && result.kind !== 'enum') return { kind: result.kind }
  const subject = variables.get('T')
  return subject && 'optionSet' in subject ? { kind: result.kind, optionSet: subject.optionSet } : types.blank
}

function isNullable({ definition, args, type }: CallNode): boolean {
  if (!hasBlank(type)) return false
  if (typeof definition.nullable === 'function') return definition.nullable(args)
  if (definition.nullable !== undefined) {
    const propagates = definition.blanks !== 'handled'
    return definition.nullable || (propagates && args.some((arg) => arg.nullable))
  }
  return args.some((arg) => arg.nullable)
}

const refusals: { readonly [operator: string]: { zh: string; en: string } } = {
  '===': { zh: '请用 ==。', en: 'use ==.' },
  '!==': { zh: '请用 !=。', en: 'use !=.' },
  '!!': { zh: '请用 NOT ISBLANK(…)。', en: 'use NOT ISBLANK(…).' },
  missing: { zh: '请用 ISBLANK(…)。', en: 'use ISBLANK(…).' },
  missing_some: { zh: '请用 ISBLANK(…)。', en: 'use ISBLANK(…).' },
  log: { zh: '表达式没有副作用。', en: 'expressions have no effects.' },
  merge: { zh: '不能合并列表。', en: 'lists cannot be merged.' },
  map: { zh: '请用 SUM、JOINTEXT 等汇总函数。', en: 'use an aggregate such as SUM or JOINTEXT.' },
  filter: { zh: '请用带条件的汇总函数。', en: 'use an aggregate with a condition.' },
  reduce: { zh: '请用 SUM、COUNT 等汇总函数。', en: 'use an aggregate such as SUM or COUNT.' },
  substr: { zh: '请用 MID、LEFT 或 RIGHT。', en: 'use MID, LEFT or RIGHT.' },
}

function unknownOperator({ name, context, at }: Part): TypedNode {
  const reason = Object.hasOwn(refusals, name) ? refusals[name] : undefined
  if (reason) report(context, at, 'EXPRESSION_NOT_ACCEPTED', { name, reason })
  else {
    const shown = name.slice(0, 60)
    report(context, at, 'EXPRESSION_OPERATOR_UNKNOWN', { name: shown, hint: hintFor(shown, functions.keys()) })
  }
  return wrong(at)
}
