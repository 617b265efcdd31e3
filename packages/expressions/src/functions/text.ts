import { codePointLength, codePoints, sliceText } from '../evaluate/code-points.ts'
import { formatDecimal } from '../evaluate/decimal.ts'
import { foldText } from '../evaluate/fold-text.ts'
import { groupDigits } from '../evaluate/group-digits.ts'
import { moneyInWords } from '../evaluate/money-in-words.ts'
import { patternOf } from '../evaluate/patterns.ts'
import { localTimeOf } from '../evaluate/zoned-time.ts'
import type { CallNode, TypedNode } from '../model/typed-node.ts'
import type { EvaluationContext, Value } from '../model/value.ts'
import { longestRepeat, longestText } from '../model/value-limits.ts'
import { defineFunctions } from './function-definition.ts'
import { wholeNumber, wholeOf } from './number.ts'

const text = { group: 'text', nullable: true } as const
const test = { group: 'text', signature: 'text: text, part: text -> bool' } as const
const length = { group: 'text', signature: 'text: text, count?: num -> text', nullable: true } as const

const most = 1_000_000_000

/** How many characters are meant; the number of the first one is 1. */
const count = (value: Value | undefined) => wholeOf(value, 0, most)

const blankIfEmpty = (value: string): Value => (value === '' ? null : value)

function find([part, whole, start]: readonly Value[]): Value {
  const from = start === undefined ? 1 : count(start)
  const rest = from < 1 ? null : sliceText(whole as string, from - 1)
  const at = rest === null ? -1 : rest.indexOf(part as string)
  return rest === null || at < 0 ? null : wholeNumber(codePointLength(rest.slice(0, at)) + from)
}

function mid([whole, start, size]: readonly Value[]): Value {
  const from = count(start)
  return from < 1 ? null : sliceText(whole as string, from - 1, from - 1 + count(size))
}

function right([whole, size]: readonly Value[]): Value {
  const wanted = size === undefined ? 1 : count(size)
  return sliceText(whole as string, Math.max(0, codePointLength(whole as string) - wanted))
}

/** Replaces each occurrence, or only one of them. An absent new text deletes. */
function substitute([whole, old, replacement, instance]: readonly Value[]): Value {
  const [original, fresh] = [whole as string | null, (replacement as string | null) ?? '']
  if (instance !== undefined) return substituteOne(original, old as string | null, fresh, instance)
  if (original === null || old === null) return original
  const parts = original.split(old as string)
  const growth = (parts.length - 1) * (codePointLength(fresh) - codePointLength(old as string))
  return codePointLength(original) + growth > longestText ? null : blankIfEmpty(parts.join(fresh))
}

function substituteOne(original: string | null, old: string | null, fresh: string, instance: Value): Value {
  if (original === null || instance === null || count(instance) < 1) return null
  if (codePointLength(original) + codePointLength(fresh) > longestText) return null
  if (old === null) return original
  const parts = original.split(old)
  const number = count(instance)
  if (parts.length <= number) return original
  return blankIfEmpty(parts.slice(0, number).join(old) + fresh + parts.slice(number).join(old))
}

function repeat([whole, times]: readonly Value[]): Value {
  const number = count(times)
  return codePointLength(whole as string) * number > longestRepeat
    ? null
    : blankIfEmpty((whole as string).repeat(number))
}

function padLeft([whole, size, fill]: readonly Value[]): Value {
  const wanted = count(size)
  const missing = wanted - codePointLength(whole as string)
  if (missing <= 0) return whole as string
  if (wanted > longestRepeat) return null
  const filling = codePoints(fill as string)
  return Array.from({ length: missing }, (_, index) => filling[index % filling.length]).join('') + whole
}

function splitPart([whole, separator, index]: readonly Value[]): Value {
  return blankIfEmpty((whole as string).split(separator as string)[count(index) - 1] ?? '')
}

const shown: { readonly [kind: string]: (value: Value, context: EvaluationContext) => Value } = {
  num: (value) => formatDecimal(value as bigint),
  datetime: (value, { timeZone }) => {
    const local = localTimeOf(Date.parse(value as string), timeZone)
    return local === null ? null : new Date(local).toISOString().slice(0, 16).replace('T', ' ')
  },
}

function toText([value = null]: readonly Value[], context: EvaluationContext, node: CallNode): Value {
  const show = shown[node.args[0]?.type.kind ?? '']
  return show ? show(value, context) : value
}

function textual([value]: readonly TypedNode[]) {
  if (!value || ['num', 'date', 'datetime', 'text', 'enum', 'blank'].includes(value.type.kind)) return null
  return {
    code: 'EXPRESSION_TYPE',
    params: {
      expected: { zh: '数值、日期或文本', en: 'A number, a date or a text' },
      found: { zh: '别的类型', en: 'something else' },
      hint: '',
    },
    argument: 0,
  }
}

function validPattern([, pattern]: readonly TypedNode[]) {
  if (pattern?.node !== 'literal' || typeof pattern.value !== 'string') return null
  // Where patterns are not loaded nothing is known against it; what is stored was checked where they are.
  if (patternOf(pattern.value) !== null) return null
  const expected = { zh: '一个有效的正则表达式（RE2）', en: 'a valid regular expression (RE2)' }
  return { code: 'EXPRESSION_LITERAL', params: { argument: 'pattern', expected }, argument: 1 }
}

export const textFunctions = defineFunctions({
  cat: {
    spelling: '&',
    notation: 'infix',
    group: 'text',
    signature: 'text...: text -> text',
    blanks: 'handled',
    nullable: (args) => args.every((arg) => arg.nullable),
    evaluate: (values) => blankIfEmpty(values.map((value) => value ?? '').join('')),
  },
  len: {
    spelling: 'LEN',
    group: 'text',
    signature: 'text: text -> num',
    blanks: 'handled',
    nullable: false,
    evaluate: ([whole]) => wholeNumber(codePointLength((whole as string | null) ?? '')),
  },
  left: {
    ...length,
    spelling: 'LEFT',
    evaluate: ([whole, size]) => sliceText(whole as string, 0, size === undefined ? 1 : count(size)),
  },
  right: { ...length, spelling: 'RIGHT', evaluate: right },
  mid: { ...text, spelling: 'MID', signature: 'text: text, start: num, count: num -> text', evaluate: mid },
  lower: {
    spelling: 'LOWER',
    group: 'text',
    signature: 'text: text -> text',
    evaluate: ([whole]) => foldText(whole ?? null),
  },
  upper: {
    spelling: 'UPPER',
    group: 'text',
    signature: 'text: text -> text',
    evaluate: ([whole]) => (whole as string).toUpperCase(),
  },
  trim: {
    ...text,
    spelling: 'TRIM',
    signature: 'text: text -> text',
    evaluate: ([whole]) => blankIfEmpty((whole as string).replaceAll(/ {2,}/g, ' ').replaceAll(/^ | $/g, '')),
  },
  contains: { ...test, spelling: 'CONTAINS', evaluate: ([whole, part]) => (whole as string).includes(part as string) },
  startswith: {
    ...test,
    spelling: 'STARTSWITH',
    evaluate: ([whole, part]) => (whole as string).startsWith(part as string),
  },
  endswith: { ...test, spelling: 'ENDSWITH', evaluate: ([whole, part]) => (whole as string).endsWith(part as string) },
  find: { ...text, spelling: 'FIND', signature: 'part: text, text: text, start?: num -> num', evaluate: find },
  substitute: {
    ...text,
    spelling: 'SUBSTITUTE',
    signature: 'text: text, old: text, new: text, instance?: num -> text',
    blanks: 'handled',
    evaluate: substitute,
  },
  rept: { ...text, spelling: 'REPT', signature: 'text: text, times: num -> text', evaluate: repeat },
  padleft: {
    ...text,
    spelling: 'PADLEFT',
    signature: 'text: text, length: num, fill: text -> text',
    evaluate: padLeft,
  },
  splitpart: {
    ...text,
    spelling: 'SPLITPART',
    signature: 'text: text, separator: text, index: num -> text',
    evaluate: splitPart,
  },
  text: {
    ...text,
    spelling: 'TEXT',
    signature: 'value: any -> text',
    uses: ['zone'],
    check: textual,
    evaluate: toText,
  },
  formatnumber: {
    ...text,
    spelling: 'FORMATNUMBER',
    signature: 'number: num, places?: num -> text',
    class: 'js',
    evaluate: ([value, places]) => groupDigits(value as bigint, places === undefined ? 2 : wholeOf(places, 0, 10)),
  },
  rmbupper: {
    ...text,
    spelling: 'RMBUPPER',
    signature: 'amount: num -> text',
    class: 'js',
    evaluate: ([value]) => moneyInWords(value as bigint),
  },
  urlencode: {
    ...text,
    spelling: 'URLENCODE',
    signature: 'text: text -> text',
    class: 'js',
    evaluate: ([whole]) => encodeURIComponent((whole as string).toWellFormed()),
  },
  matches: {
    spelling: 'MATCHES',
    group: 'text',
    signature: 'text: text, pattern: words -> bool',
    class: 'js',
    check: validPattern,
    evaluate: ([whole, pattern]) => patternOf(pattern as string)?.matches(whole as string) ?? false,
  },
})
