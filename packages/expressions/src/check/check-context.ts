import { fillText, type LocalizedText, nearestName } from '@mortise/core'
import { expressionLimits } from '../model/expression.ts'
import type { SchemaEntity } from '../model/expression-schema.ts'
import { type ExpressionType, emptyValue, hasBlank, types } from '../model/expression-type.ts'
import type { TypedNode } from '../model/typed-node.ts'
import { type ExpressionProblem, type ExpressionProblemCode, expressionProblems } from '../problems.ts'
import type { CheckOptions } from './checked-expression.ts'

/** One check: what it may use, what it has found, and how much of the limits is left. */
export interface CheckContext {
  options: CheckOptions
  /** Checks an inner part. Here, because the checks of each kind of part call each other. */
  check: CheckPart
  problems: ExpressionProblem[]
  nodes: number
  aggregates: number
  uses: Set<'now' | 'user' | 'calendar' | 'zone' | 'change'>
}

export type CheckPart = (
  json: unknown,
  expected: ExpressionType | null,
  scope: CheckScope,
  context: CheckContext,
  at: string,
  depth: number,
) => TypedNode

/** The record at hand, and those around it. */
export interface CheckScope {
  entity: SchemaEntity
  outer: CheckScope | null
}

export function report(
  context: CheckContext,
  at: string,
  code: ExpressionProblemCode,
  params: { [name: string]: unknown } = {},
  severity: 'error' | 'warning' = 'error',
): void {
  context.problems.push({ code, params, severity, path: at })
}

/** What stands for a part that is wrong, so that the rest can be looked at as well. It fits everywhere. */
export function wrong(at: string): TypedNode {
  return { node: 'literal', value: null, type: types.blank, nullable: true, at }
}

/** Nothing, of a type that has been found out. */
export function blankOf(type: ExpressionType, at: string): TypedNode {
  return { node: 'literal', value: emptyValue(type), type, nullable: hasBlank(type), at }
}

/** Counts a node; false when the expression has become too large, which is then already reported. */
export function countNode(context: CheckContext, at: string, depth: number): boolean {
  context.nodes += 1
  if (context.nodes === expressionLimits.nodes + 1) tooLarge(context, at, 'nodes')
  if (depth === expressionLimits.depth + 1) tooLarge(context, at, 'depth')
  return context.nodes <= expressionLimits.nodes && depth <= expressionLimits.depth
}

export function countAggregate(context: CheckContext, at: string): void {
  context.aggregates += 1
  if (context.aggregates === expressionLimits.aggregates + 1) tooLarge(context, at, 'aggregates')
}

const limitWords: Record<keyof typeof expressionLimits, LocalizedText> = {
  nodes: { zh: '节点', en: 'parts' },
  depth: { zh: '嵌套层数', en: 'levels' },
  hops: { zh: '关联层数', en: 'steps from table to table' },
  aggregates: { zh: '汇总', en: 'aggregates' },
  listLength: { zh: '列表成员', en: 'members of a list' },
  textLength: { zh: '文本字符', en: 'characters of a text' },
}

export function tooLarge(context: CheckContext, at: string, what: keyof typeof limitWords): void {
  report(context, at, 'EXPRESSION_TOO_LARGE', { what: limitWords[what], max: expressionLimits[what] })
}

/** "Did you mean …?", or nothing. */
export function hintFor(name: string, known: Iterable<string>): LocalizedText {
  return suggestion(nearestName(name, known))
}

export function suggestion(name: string | null): LocalizedText {
  return name === null ? { zh: '', en: '' } : { zh: `是否想写「${name}」？`, en: `Did you mean "${name}"?` }
}

/** What a problem says, in both languages. */
export function describeProblem(problem: ExpressionProblem): LocalizedText {
  const { zh, en } = fillText(expressionProblems[problem.code], problem.params)
  return { zh: zh.trim(), en: en.trim() }
}
