import { isUuid } from '@mortise/core'
import { isDay } from '../evaluate/calendar-day.ts'
import { parseDecimal } from '../evaluate/decimal.ts'
import { expressionLimits } from '../model/expression.ts'
import { type ExpressionType, types } from '../model/expression-type.ts'
import type { TypedNode } from '../model/typed-node.ts'
import type { Value } from '../model/value.ts'
import { blankOf, type CheckContext, hintFor, report, tooLarge, wrong } from './check-context.ts'

type Expected = ExpressionType | null

const literal = (type: ExpressionType, value: Value, at: string): TypedNode => ({
  node: 'literal',
  type,
  value,
  nullable: value === null,
  at,
})

/** A constant; undefined when the JSON is none. The type is that which is expected, where the constant can be that. */
export function checkLiteral(
  json: unknown,
  expected: Expected,
  context: CheckContext,
  at: string,
): TypedNode | undefined {
  if (json === null) return blankLiteral(expected, at)
  if (typeof json === 'boolean') return literal(types.bool, json, at)
  if (typeof json === 'number') return numberLiteral(json, context, at)
  if (typeof json === 'string') return textLiteral(json, expected, context, at)
  if (Array.isArray(json)) return listLiteral(json, expected, context, at)
  if (typeof json !== 'object') return undefined
  const entries = Object.entries(json)
  const [key, inner] = entries[0] ?? []
  // With arguments these are the functions of the same names.
  if (entries.length !== 1 || Array.isArray(inner)) return undefined
  if (key === 'num') return numberLiteral(inner, context, at)
  if (key === 'date') return dayLiteral(inner, context, at)
  if (key === 'datetime') return instantLiteral(inner, context, at)
  return undefined
}

/** Conditions and sets have no blank: theirs is false and the empty set. */
function blankLiteral(expected: Expected, at: string): TypedNode {
  return expected && expected.kind !== 'list' ? blankOf(expected, at) : literal(types.blank, null, at)
}

function numberLiteral(json: unknown, context: CheckContext, at: string): TypedNode {
  const value = isExact(json) ? parseDecimal(json) : null
  if (value !== null) return literal(types.num, value, at)
  report(context, at, 'EXPRESSION_NUMBER', { name: String(json).slice(0, 60) })
  return wrong(at)
}

/** A number is what is written, not what is left of it after rounding. */
function isExact(json: unknown): boolean {
  const text = String(json)
  if (typeof json === 'string') return /^-?\d{1,18}(\.\d{1,10})?$/.test(text)
  return typeof json === 'number' && Number.isFinite(json)
}

function textLiteral(json: string, expected: Expected, context: CheckContext, at: string): TypedNode {
  if (json.includes('\u0000') || !json.isWellFormed()) {
    report(context, at, 'EXPRESSION_TEXT_CHARACTERS')
    return wrong(at)
  }
  if (json.length > expressionLimits.textLength) {
    tooLarge(context, at, 'textLength')
    return wrong(at)
  }
  if (expected?.kind === 'enum') return optionLiteral(json, expected, context, at)
  if (expected && isIdentified(expected.kind) && isUuid(json)) return literal(expected, json, at)
  const value = json.normalize('NFC').replaceAll('\uFEFF', '').replaceAll(/\r\n?/g, '\n')
  return literal(types.text, value === '' ? null : value, at)
}

function isIdentified(kind: string): boolean {
  return kind === 'user' || kind === 'department' || kind === 'ref'
}

function optionLiteral(
  json: string,
  type: ExpressionType & { optionSet: string },
  context: CheckContext,
  at: string,
): TypedNode {
  if (json === '') return literal(type, null, at)
  const set = context.options.schema.optionSet(type.optionSet)
  if (set?.options.some(({ key }) => key === json)) return literal(type, json, at)
  const known = set?.options.flatMap(({ key, label }) => [...Object.values(label), key]) ?? []
  report(context, at, 'EXPRESSION_OPTION_UNKNOWN', {
    set: set?.label ?? type.optionSet,
    name: json,
    hint: hintFor(json, known),
  })
  return wrong(at)
}

function listLiteral(json: readonly unknown[], expected: Expected, context: CheckContext, at: string): TypedNode {
  if (json.length > expressionLimits.listLength) {
    tooLarge(context, at, 'listLength')
    return wrong(at)
  }
  const wanted = memberType(expected)
  const members = json.map((member, index) => checkMember(member, wanted, context, `${at}/${index}`))
  const of = wanted ?? members.find(({ type }) => type.kind !== 'blank')?.type ?? types.text
  const values = members.map((member) => (member.node === 'literal' ? member.value : null))
  if (expected?.kind === 'set') return literal(expected, sortedUnique(values), at)
  return literal({ kind: 'list', of }, [...new Set(values)], at)
}

function memberType(expected: Expected): Expected {
  if (expected?.kind === 'list') return expected.of
  return expected?.kind === 'set' ? { kind: 'enum', optionSet: expected.optionSet } : null
}

function checkMember(json: unknown, wanted: Expected, context: CheckContext, at: string): TypedNode {
  const member = json === null || Array.isArray(json) ? undefined : checkLiteral(json, wanted, context, at)
  if (member && (member.type.kind === 'blank' || !wanted || member.type.kind === wanted.kind)) return member
  report(context, at, 'EXPRESSION_LITERAL', {
    name: { zh: '列表', en: 'a list' },
    argument: { zh: '成员', en: 'member' },
    expected: { zh: '同一类型、非空的常量', en: 'constants of one type, none blank' },
  })
  return wrong(at)
}

function sortedUnique(values: readonly Value[]): Value[] {
  const texts = values.filter((value) => typeof value === 'string')
  return [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1))
}

function dayLiteral(json: unknown, context: CheckContext, at: string): TypedNode {
  if (typeof json === 'string' && isDay(json)) return literal(types.date, json, at)
  report(context, at, 'EXPRESSION_DATE', { name: String(json).slice(0, 60) })
  return wrong(at)
}

function instantLiteral(json: unknown, context: CheckContext, at: string): TypedNode {
  const time =
    typeof json === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(json)
      ? Date.parse(json)
      : Number.NaN
  if (!Number.isNaN(time) && isDay(String(json).slice(0, 10)))
    return literal(types.datetime, new Date(time).toISOString(), at)
  report(context, at, 'EXPRESSION_DATE', { name: String(json).slice(0, 60) })
  return wrong(at)
}
