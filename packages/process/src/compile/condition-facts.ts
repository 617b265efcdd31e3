import type { ExpressionJson } from '@mortise/expressions'
import { bothOf, eitherOf } from '../check/conditions/value-sets.ts'
import type { ConditionFact, DomainFact, RangeFact } from '../check/process-facts.ts'
import {
  type ConditionPlace,
  callOf,
  fieldAt,
  isExpression,
  pathOf,
  type Subject,
  subjectAt,
} from './condition-subject.ts'

/** What is known of a condition: when it holds, and which values what it compares can have. */
export interface KnownCondition {
  fact: ConditionFact
  domains: { [subject: string]: DomainFact }
}

/**
 * When a condition holds, as far as it compares numbers, options and ticks with constants. Null: it does something else,
 * and nothing is claimed about it.
 */
export function readConditionFact(expr: ExpressionJson, place: ConditionPlace): KnownCondition | null {
  const domains: KnownCondition['domains'] = {}
  const fact = readFact(expr, { ...place, domains, isNot: false })
  return fact && isComparable(domains) ? { fact, domains } : null
}

/** What an expression gives depends on its fields: it can only be compared with itself. */
function isComparable(domains: KnownCondition['domains']): boolean {
  const keys = Object.keys(domains)
  return keys.length === 1 || !keys.some(isExpression)
}

interface Reading extends ConditionPlace {
  domains: KnownCondition['domains']
  /** The opposite is asked for. */
  isNot: boolean
}

type Read = (args: readonly ExpressionJson[], reading: Reading) => ConditionFact | null

const order =
  (range: (number: number) => RangeFact, opposite: (number: number) => RangeFact): Read =>
  ([left = null, right = null], reading) => {
    const subject = typeof right === 'number' ? numberAt(left, reading) : null
    if (!subject || typeof right !== 'number') return null
    // An order with an empty value does not hold, so its opposite does.
    return numbers(subject, [(reading.isNot ? opposite : range)(right)], reading.isNot)
  }

const above = (from: number): RangeFact => ({ from, fromOpen: true })
const below = (to: number): RangeFact => ({ to, toOpen: true })
const atLeast = (from: number): RangeFact => ({ from })
const atMost = (to: number): RangeFact => ({ to })
const exactly = (number: number): RangeFact => ({ from: number, to: number })

const orders = { '>': order(above, atMost), '<': order(below, atLeast) } as const
const orEqual = { '>=': order(atLeast, below), '<=': order(atMost, above) } as const
const mirrored = { '>': '<', '<': '>', '>=': '<=', '<=': '>=' } as const

/** `5 < amount` is `amount > 5`. */
function eitherWay(name: keyof typeof mirrored): Read {
  const all = { ...orders, ...orEqual }
  return ([left = null, right = null], reading) =>
    typeof left === 'number' ? all[mirrored[name]]([right, left], reading) : all[name]([left, right], reading)
}

const equals: Read = ([left = null, right = null], reading) => {
  if (isConstant(left) && !isConstant(right)) return equals([right, left], reading)
  if (typeof right === 'boolean') return ticked(left, { ...reading, isNot: reading.isNot === right })
  return among([left, [right] as unknown as ExpressionJson], reading)
}

const among: Read = ([value = null, list = null], reading) => {
  if (!Array.isArray(list)) return null
  const [empty, values] = [list.includes(null), list.filter((one) => one !== null)]
  if (values.length === 0) return empty ? blank([value], reading) : null
  if (values.every((one) => typeof one === 'string')) return options(value, { values, empty }, reading)
  const subject = values.every((one) => typeof one === 'number') ? numberAt(value, reading) : null
  if (!subject) return null
  const sorted = [...new Set(values as number[])].sort((one, other) => one - other)
  return numbers(subject, reading.isNot ? between(sorted) : sorted.map(exactly), reading.isNot !== empty)
}

/** All numbers but these. */
function between(sorted: readonly number[]): RangeFact[] {
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return [{}]
  const inner = sorted.slice(1).map((to, at) => ({ from: sorted[at] ?? to, fromOpen: true, to, toOpen: true }))
  return [below(first), ...inner, above(last)]
}

const blank: Read = ([value = null], reading) => {
  const field = fieldAt(value, reading)
  if (field?.optionSet) return options(value, { values: [], empty: true }, reading)
  const subject = field && numberAt(value, reading)
  return subject ? numbers(subject, reading.isNot ? [{}] : [], !reading.isNot) : null
}

const opposite =
  (read: Read): Read =>
  (args, reading) =>
    read(args, { ...reading, isNot: !reading.isNot })

/** All of them, or one of them; the opposite of the one is the other of their opposites. */
const several =
  (all: boolean): Read =>
  (args, reading) => {
    const join = all === reading.isNot ? eitherOf : bothOf
    return args.map((one) => readFact(one, reading)).reduce((sum, one) => (sum && one ? join(sum, one) : null))
  }

const withinRange: Read = ([value = null, low = null, high = null], reading) =>
  several(true)([{ '>=': [value, low] }, { '<=': [value, high] }], reading)

const reads: { readonly [name: string]: Read | undefined } = {
  and: several(true),
  or: several(false),
  '!': opposite(([one = null], reading) => readFact(one, reading)),
  '>': eitherWay('>'),
  '<': eitherWay('<'),
  '>=': eitherWay('>='),
  '<=': eitherWay('<='),
  '==': equals,
  '!=': opposite(equals),
  in: among,
  notin: opposite(among),
  between: withinRange,
  isblank: blank,
}

function readFact(expr: ExpressionJson, reading: Reading): ConditionFact | null {
  const [name = '', args] = callOf(expr)
  if (name === 'var') return ticked(expr, reading)
  const read = Object.hasOwn(reads, name) ? reads[name] : undefined
  return read && args.length > 0 ? read(args, reading) : null
}

const isConstant = (expr: ExpressionJson): boolean => typeof expr !== 'object' || expr === null

function numbers({ key, instead }: Subject, ranges: readonly RangeFact[], whenEmpty: boolean): ConditionFact {
  const empty =
    instead === null
      ? whenEmpty
      : ranges.some(
          ({ from = -Infinity, to = Infinity, fromOpen, toOpen }) =>
            (fromOpen ? instead > from : instead >= from) && (toOpen ? instead < to : instead <= to),
        )
  return [{ [key]: { ranges, ...(empty && { empty }) } }]
}

/** A choice among the options of a field; to say what it is not, they all have to be known. */
function options(
  expr: ExpressionJson,
  { values, empty }: { values: readonly ExpressionJson[]; empty: boolean },
  { isNot, domains, ...place }: Reading,
): ConditionFact | null {
  const field = fieldAt(expr, place)
  if (!field?.optionSet || field.kind.expression?.(field)?.kind !== 'enum') return null
  const all = [...field.optionSet.options.keys()]
  const key = pathOf(expr) ?? ''
  domains[key] = { options: all }
  const taken = all.filter((option) => values.includes(option) !== isNot)
  return [{ [key]: { options: taken, ...(empty !== isNot && { empty: true }) } }]
}

/** Ticked or not: a checkbox is never empty. */
function ticked(expr: ExpressionJson, { isNot, domains, ...place }: Reading): ConditionFact | null {
  const field = fieldAt(expr, place)
  const key = pathOf(expr)
  if (!field || key === null || field.kind.expression?.(field)?.kind !== 'bool') return null
  domains[key] = { options: ['true', 'false'], required: true }
  return [{ [key]: { options: [String(!isNot)] } }]
}

function numberAt(expr: ExpressionJson, reading: Reading): Subject | null {
  const subject = subjectAt(expr, reading)
  if (subject) reading.domains[subject.key] = subject.domain
  return subject
}
