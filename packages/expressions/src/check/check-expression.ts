import { type ExpressionType, types } from '../model/expression-type.ts'
import type { TypedNode } from '../model/typed-node.ts'
import { checkCall } from './check-call.ts'
import { blankOf, type CheckContext, type CheckScope, countNode, report, wrong } from './check-context.ts'
import { checkLiteral } from './check-literal.ts'
import { checkReference } from './check-reference.ts'
import { checkRelated } from './check-related.ts'
import type { CheckedExpression, CheckOptions, RefusedExpression } from './checked-expression.ts'
import { describeType } from './describe-type.ts'
import { fits } from './fits.ts'
import { summarise } from './summarise.ts'
import { warnNegatedBlank } from './warn-negated-blank.ts'

/**
 * Checks stored JSON against the tables as its author may see them. The one front end: forms, filters, permissions,
 * computed fields and rules all come through here, so that what one of them accepts none of the others refuses for
 * another reason. Never throws, whatever the JSON.
 */
export function checkExpression(expr: unknown, options: CheckOptions): CheckedExpression | RefusedExpression {
  const context: CheckContext = { options, check: checkNode, problems: [], nodes: 0, aggregates: 0, uses: new Set() }
  const entity = options.schema.entity(options.entity)
  if (!entity) {
    report(context, '', 'EXPRESSION_TABLE_UNKNOWN', { name: options.entity, hint: '' })
    return { ok: false, problems: context.problems }
  }
  const around = options.outer === undefined ? null : options.schema.entity(options.outer)
  const scope = { entity, outer: around && { entity: around, outer: null } }
  const root = checkNode(expr, options.expected ?? null, scope, context, '', 1)
  if (context.problems.some(({ severity }) => severity === 'error')) return { ok: false, problems: context.problems }
  const summary = summarise(root, context)
  if (context.problems.some(({ severity }) => severity === 'error')) return { ok: false, problems: context.problems }
  if (options.warnNegatedBlank) warnNegatedBlank(root, context)
  return { ok: true, root, ...summary, warnings: context.problems }
}

/** Checks one part of an expression; what is wrong is reported and stands as a blank. */
function checkNode(
  json: unknown,
  expected: ExpressionType | null,
  scope: CheckScope,
  context: CheckContext,
  at: string,
  depth: number,
): TypedNode {
  if (!countNode(context, at, depth)) return wrong(at)
  const before = context.problems.length
  const node = dispatch(json, expected, scope, context, at, depth)
  if (expected && context.problems.length === before && !fits(node.type, expected)) {
    mismatch(context, at, expected, node.type)
    return wrong(at)
  }
  // Whatever is blank by its type is nothing else.
  return node.type.kind === 'blank' ? blankOf(expected ?? node.type, at) : node
}

function dispatch(
  json: unknown,
  expected: ExpressionType | null,
  scope: CheckScope,
  context: CheckContext,
  at: string,
  depth: number,
): TypedNode {
  const literal = checkLiteral(json, expected, context, at)
  if (literal) return literal
  const call = callOf(json)
  if (!call) {
    report(context, at, 'EXPRESSION_SHAPE', { found: foundWords(json) })
    return wrong(at)
  }
  const part = { name: call.name, argument: call.argument, expected, scope, context, at, depth }
  return checkReference(part) ?? checkRelated(part) ?? checkCall(part)
}

/** An object with one operator of its own; nothing inherited counts. */
function callOf(json: unknown): { name: string; argument: unknown } | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null
  const keys = Object.keys(json)
  const [name] = keys
  return keys.length === 1 && name !== undefined ? { name, argument: (json as Record<string, unknown>)[name] } : null
}

function foundWords(json: unknown) {
  if (typeof json !== 'object') return String(json).slice(0, 60)
  const count = Object.keys(json ?? {}).length
  return { zh: `有 ${count} 个键的对象`, en: `an object with ${count} keys` }
}

/** Says what was expected and, where there is one, the function that helps. */
function mismatch(context: CheckContext, at: string, expected: ExpressionType, found: ExpressionType): void {
  const { schema } = context.options
  const hint = conversions.find(({ from, to }) => from.includes(found.kind) && to === expected.kind)?.hint
  report(context, at, 'EXPRESSION_TYPE', {
    expected: describeType(expected, schema),
    found: describeType(found, schema),
    hint: hint ?? '',
  })
}

const using = (name: string) => ({ zh: `可用 ${name}(…) 转换。`, en: `Use ${name}(…).` })

const conversions: readonly { from: readonly string[]; to: string; hint: { zh: string; en: string } }[] = [
  { from: ['num'], to: types.text.kind, hint: using('TEXT') },
  { from: ['text'], to: types.num.kind, hint: using('VALUE') },
  { from: ['text'], to: types.date.kind, hint: using('DATEVALUE') },
  { from: ['datetime'], to: types.date.kind, hint: using('TODATE') },
  { from: ['date'], to: types.datetime.kind, hint: using('DATETIME') },
]
