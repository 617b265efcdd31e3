import { type ExpressionJson, expressionLimits } from '../model/expression.ts'
import type { ExpressionSchema } from '../model/expression-schema.ts'
import type { ExpressionProblem } from '../problems.ts'
import { importOperators } from './import-operators.ts'
import { importRelated } from './import-related.ts'
import { operatorOf, type RulePart, type RuleReading, refuse } from './rule-part.ts'

/** A rule in JSON Logic as an expression, or what of it has no counterpart. */
export type ImportedRule = { ok: true; expr: ExpressionJson } | { ok: false; problems: readonly ExpressionProblem[] }

/**
 * Reads a plain JSON Logic rule over the records of a table. What is true or false by its truthiness becomes a condition
 * by its type; what expressions do not have is refused with the reason. The result still has to pass the checker, which
 * knows the fields.
 */
export function importJsonLogic(rule: unknown, options: { schema: ExpressionSchema; entity: string }): ImportedRule {
  const reading: RuleReading = { ...options, problems: [], depth: 0, read: importRule }
  const expr = importRule(rule, reading, '')
  return reading.problems.length > 0 ? { ok: false, problems: reading.problems } : { ok: true, expr }
}

/** One part of a rule; what is refused is reported and stands as a blank. */
function importRule(rule: unknown, reading: RuleReading, at: string): ExpressionJson {
  if (reading.depth > expressionLimits.depth) return refuse(reading, at, 'rule', tooDeep)
  if (rule === null || typeof rule === 'boolean' || typeof rule === 'number' || typeof rule === 'string') return rule
  const inner = { ...reading, depth: reading.depth + 1 }
  if (Array.isArray(rule)) return importList(rule, inner, at)
  const call = operatorOf(rule)
  if (!call) return refuse(reading, at, 'rule', noOperator)
  const args = Array.isArray(call.argument) ? call.argument : [call.argument]
  const part: RulePart = {
    name: call.name,
    args,
    reading: inner,
    at: `${at}/${call.name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  }
  const operator = Object.hasOwn(importOperators, call.name) ? importOperators[call.name] : undefined
  return operator ? operator(part) : (importRelated(part) ?? refuse(reading, at, call.name, unknownOperator))
}

function importList(rule: readonly unknown[], reading: RuleReading, at: string): ExpressionJson {
  if (rule.some((member) => typeof member === 'object')) return refuse(reading, at, '[…]', onlyConstants)
  return rule.map((member, index) => importRule(member, reading, `${at}/${index}`))
}

const noOperator = {
  zh: '每个对象须恰好有一个运算符。',
  en: 'every object has exactly one operator.',
}
const tooDeep = { zh: '嵌套太深。', en: 'it is nested too deeply.' }
const onlyConstants = {
  zh: '列表中只能有常量。',
  en: 'lists are made of constants only.',
}
const unknownOperator = { zh: '没有这个运算符。', en: 'there is no such operator.' }
