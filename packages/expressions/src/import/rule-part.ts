import type { LocalizedText } from '@mortise/core'
import { checkExpression } from '../check/check-expression.ts'
import type { ExpressionJson } from '../model/expression.ts'
import type { ExpressionSchema } from '../model/expression-schema.ts'
import type { TypeKind } from '../model/expression-type.ts'
import type { ExpressionProblem } from '../problems.ts'

/** What parts of a rule are read with: where they stand, and what has been found wrong. */
export interface RuleReading {
  schema: ExpressionSchema
  /** The table whose fields `var` names. */
  entity: string
  problems: ExpressionProblem[]
  depth: number
  /** Reads an inner part. Here, because the readers of each kind of part call each other. */
  read(rule: unknown, reading: RuleReading, at: string): ExpressionJson
}

/** An operator with its arguments. */
export interface RulePart {
  name: string
  args: readonly unknown[]
  reading: RuleReading
  at: string
}

/** One argument of an operator; a blank where there is none. */
export function argument({ args, reading, at }: RulePart, index: number): ExpressionJson {
  return reading.read(args[index] ?? null, reading, `${at}/${index}`)
}

/** An argument that counts as true or false. */
export function condition(part: RulePart, index: number): ExpressionJson {
  const asked = part.args[index]
  const call = operatorOf(asked)
  if (call?.name === 'missing' || call?.name === 'missing_some')
    return missing(call, part.reading, `${part.at}/${index}`)
  return truthy(argument(part, index), part.reading)
}

/** Truthiness by type: what is there, and of numbers what is not 0. */
export function truthy(expr: ExpressionJson, reading: RuleReading): ExpressionJson {
  const kind = kindOf(expr, reading)
  if (kind === 'bool') return expr
  if (kind === 'num') return { '!=': [{ coalesce: [expr, 0] }, 0] }
  return { '!': [{ isblank: [expr] }] }
}

/** The type of a converted part, as far as it can be told from where it stands. */
export function kindOf(expr: ExpressionJson, { schema, entity }: RuleReading): TypeKind | null {
  const checked = checkExpression(expr, { schema, entity, allowJs: true })
  return checked.ok ? checked.type.kind : null
}

export function refuse(reading: RuleReading, at: string, name: string, reason: LocalizedText): ExpressionJson {
  reading.problems.push({ code: 'EXPRESSION_NOT_ACCEPTED', params: { name, reason }, severity: 'error', path: at })
  return null
}

/** The operator of an object that has one and nothing else. */
export function operatorOf(rule: unknown): { name: string; argument: unknown } | null {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return null
  const [entry, ...others] = Object.entries(rule)
  return entry && others.length === 0 ? { name: entry[0], argument: entry[1] } : null
}

/** Which fields are missing is asked; as a condition, whether any is, or whether too few are there. */
function missing(call: { name: string; argument: unknown }, reading: RuleReading, at: string): ExpressionJson {
  const all = Array.isArray(call.argument) ? call.argument : [call.argument]
  const [least, listed] = call.name === 'missing_some' ? [all[0], all[1]] : [null, Array.isArray(all[0]) ? all[0] : all]
  if (!Array.isArray(listed) || listed.length === 0 || listed.some((key) => typeof key !== 'string')) {
    return refuse(reading, at, call.name, namedFields)
  }
  const blanks = listed.map((key: string): ExpressionJson => ({ isblank: [{ var: key }] }))
  if (least === null) return blanks.length === 1 ? (blanks[0] ?? null) : { or: blanks }
  if (typeof least !== 'number') return refuse(reading, at, call.name, namedFields)
  const there = blanks.map((blank): ExpressionJson => ({ if: [blank, 0, 1] }))
  return { '<': [there.reduce((sum, one): ExpressionJson => ({ '+': [sum, one] })), least] }
}

const namedFields = { zh: '须直接写出字段名。', en: 'the names of the fields have to be written out.' }
