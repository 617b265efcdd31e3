import { checkExpression } from '../check/check-expression.ts'
import { functions } from '../functions/functions.ts'
import { contextNames, type ExpressionJson } from '../model/expression.ts'
import type { ExpressionSchema } from '../model/expression-schema.ts'
import type { ExpressionType } from '../model/expression-type.ts'
import type { NameLanguage } from './match-name.ts'
import { writeName } from './name-path.ts'
import { type NameScope, rootScope } from './name-scope.ts'
import { callSpellings, infixOperators, powers } from './operators.ts'
import { mapOptionTexts, optionText, optionTextsOf } from './option-texts.ts'
import { plainDecimal } from './parse-number.ts'
import { maxHeight } from './parser-state.ts'
import { aggregateSpellings, contextCalls } from './special-calls.ts'
import { findField, findRelation, lookupScope } from './stored-names.ts'
import { writeReference } from './write-reference.ts'

export interface PrintOptions {
  schema: ExpressionSchema
  /** The table that the expression belongs to. */
  entity: string
  /** The table of the record around it. Default: there is none. */
  outer?: string
  /** Whose labels are shown; null writes keys. */
  language: NameLanguage
  /** What the whole is to be, so that its options can be shown by their labels. */
  expected?: ExpressionType
}

/** An expression as text, on one line, with as few parentheses as it can be read back with. Never throws. */
export function printFormula(expr: ExpressionJson, options: PrintOptions): string {
  const entity = options.schema.entity(options.entity)
  const scope = entity && rootScope(options.schema, entity, options.outer)
  return print(withLabels(expr, options), { scope, language: options.language, depth: maxHeight }).text
}

/** Texts that are options, by their labels; what the checker refuses stays as it is. */
function withLabels(expr: ExpressionJson, { schema, entity, outer, language, expected }: PrintOptions): ExpressionJson {
  const anything = { allowJs: true, allowVolatile: true, allowChanges: true }
  const checked = checkExpression(expr, { schema, entity, outer, ...anything, ...(expected && { expected }) })
  if (!checked.ok || language === null) return expr
  return mapOptionTexts(expr, optionTextsOf(checked.root), (key, setKey) => {
    const set = schema.optionSet(setKey)
    return set ? optionText(set, key, language) : key
  })
}

/** What names mean where an expression stands; null where even the list around it is unknown. */
interface PrintPlace {
  scope: NameScope | null
  language: NameLanguage
  /** How many levels may still be below. */
  depth: number
}

/** A text, and how strongly it holds together. */
interface Printed {
  text: string
  power: number
}

const whole = (text: string): Printed => ({ text, power: Number.POSITIVE_INFINITY })

function print(expr: ExpressionJson, { depth, ...outside }: PrintPlace): Printed {
  if (depth === 0) return whole('…')
  const place = { ...outside, depth: depth - 1 }
  if (expr === null) return whole('BLANK')
  if (typeof expr === 'boolean') return whole(expr ? 'TRUE' : 'FALSE')
  if (typeof expr === 'number') return whole(plainDecimal(String(expr), 0))
  if (typeof expr === 'string') return whole(quoted(expr))
  if (Array.isArray(expr)) return whole(`[${printList(expr, place)}]`)
  const entries = Object.entries(expr)
  const [name, argument] = entries[0] ?? ['', null]
  if (entries.length !== 1) return unknown(expr)
  const special = Object.hasOwn(specials, name) ? specials[name]?.(argument, place, name) : null
  if (special) return special
  const args: readonly ExpressionJson[] = Array.isArray(argument) ? argument : [argument]
  return printOperator(name, args, place) ?? printCall(name, args, place) ?? unknown(expr)
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** What has no formula is shown by its operators, as a name that means nothing: reading it back says that it is wrong. */
function unknown(expr: object): Printed {
  return whole(writeName(0, [{ text: Object.keys(expr).join(', '), key: false }]))
}

function printList(args: readonly ExpressionJson[], place: PrintPlace): string {
  return args.map((arg) => print(arg, place).text).join(', ')
}

type Special = (argument: ExpressionJson, place: PrintPlace, name: string) => Printed | null

const specials: { readonly [name: string]: Special } = {
  num: (argument) => (typeof argument === 'string' ? whole(argument) : null),
  date: (argument) => (typeof argument === 'string' ? whole(`#${argument}#`) : null),
  datetime: (argument) => (typeof argument === 'string' ? whole(`#${argument}#`) : null),
  var: (argument, place) => (typeof argument === 'string' ? printField(argument, 0, place) : null),
  outer: (argument, place) => {
    const [path, level] = Array.isArray(argument) ? argument : [argument, 1]
    return typeof path === 'string' && typeof level === 'number' ? printField(path, level, place) : null
  },
  ctx: (argument) => {
    const name = contextNames.find((known) => known === argument)
    if (!name) return null
    const [spelling, property] = contextCalls[name]
    return whole(callText(spelling, property === undefined ? [] : [quoted(property)]))
  },
  old: printChange,
  changed: printChange,
  neg: (argument, place) => {
    const operand = Array.isArray(argument) ? (argument[0] ?? null) : argument
    const inner = print(operand, place)
    // A minus before a written number belongs to the number.
    const isNumber = typeof operand === 'number' || (inner.power === Number.POSITIVE_INFINITY && /^\d/.test(inner.text))
    const text = inner.power < powers.negate || isNumber ? `(${inner.text})` : inner.text
    return { text: `-${text}`, power: powers.negate }
  },
  '!': (argument, place) => {
    const operand = print(Array.isArray(argument) ? (argument[0] ?? null) : argument, place)
    return { text: `NOT ${enclosed(operand, powers.not)}`, power: powers.not }
  },
  lookup: printLookup,
  exists: printLookup,
  ...Object.fromEntries(Object.entries(aggregateSpellings).map(([name, spelling]) => [name, printAggregate(spelling)])),
}

function printField(path: string, level: number, { scope, language }: PrintPlace): Printed {
  const reference = scope && findField(path, level, scope)
  const known = scope && reference && writeReference(reference, scope, language)
  return whole(known || writeName(level, keySegments(path)))
}

const keySegments = (path: string) => path.split('.').map((text) => ({ text, key: true }))

function printChange(argument: ExpressionJson, place: PrintPlace, name: string): Printed | null {
  return typeof argument === 'string' ? whole(`${name.toUpperCase()}(${printField(argument, 0, place).text})`) : null
}

function printAggregate(spelling: string): Special {
  return (argument, place) => {
    const { scope, language } = place
    const [path, ...args]: readonly ExpressionJson[] = Array.isArray(argument) ? argument : [argument]
    if (typeof path !== 'string') return null
    const found = scope && findRelation(path, scope)
    const name = scope && found && writeReference(found.reference, scope, language)
    const items = { ...place, scope: found?.scope ?? null }
    return whole(callText(spelling, [name || writeName(0, keySegments(path)), ...printEach(args, items)]))
  }
}

function printLookup(argument: ExpressionJson, place: PrintPlace, name: string): Printed | null {
  const { scope, language } = place
  const [table, ...args]: readonly ExpressionJson[] = Array.isArray(argument) ? argument : [argument]
  if (typeof table !== 'string') return null
  const found = scope && lookupScope(table, scope)
  const shown = found && scope && writeReference({ refers: 'table', entity: found.entity }, scope, language)
  const records = { ...place, scope: found }
  return whole(callText(name.toUpperCase(), [shown || writeName(0, keySegments(table)), ...printEach(args, records)]))
}

function printEach(args: readonly ExpressionJson[], place: PrintPlace): string[] {
  return args.map((arg) => print(arg, place).text)
}

function callText(spelling: string, args: readonly string[]): string {
  return `${spelling}(${args.join(', ')})`
}

function printOperator(name: string, args: readonly ExpressionJson[], place: PrintPlace): Printed | null {
  const operator = infixOperators.get(name)
  if (!operator || args.length < 2 || (args.length > 2 && !operator.chain)) return null
  const { power, spelling, chain } = operator
  // `a - b - c` is read from the left; a chain within a chain and a comparison within a comparison keep their parentheses.
  const leftOpen = !chain && power > powers.compare
  const operands = args.map((arg, index) => enclosed(print(arg, place), leftOpen && index === 0 ? power : power + 1))
  return { text: operands.join(` ${spelling} `), power }
}

function enclosed({ text, power }: Printed, least: number): string {
  return power < least ? `(${text})` : text
}

function printCall(name: string, args: readonly ExpressionJson[], place: PrintPlace): Printed | null {
  const spelling = callSpellings.get(name) ?? functions.get(name)?.spelling ?? name.toUpperCase()
  return /^\p{L}[\p{L}\p{N}_]*$/u.test(spelling) ? whole(callText(spelling, printEach(args, place))) : null
}
