import type { LocalizedText } from '@mortise/core'

/** Where a text stops being JSON. Lines and columns count from one. */
export interface JsonFault {
  line: number
  column: number
  problem: LocalizedText
}

/**
 * The first place at which a text is not JSON, or null. Unlike the messages of JSON.parse it always knows the place,
 * and it takes a key that is there twice in one object for a fault: the first of the two would be lost in silence.
 */
export function findJsonFault(text: string): JsonFault | null {
  const scanner: Scanner = { text, at: 0, open: [], expected: 'value' }
  for (;;) {
    scanner.at += matchAt(blank, text, scanner.at).length
    if (scanner.expected === 'end') return scanner.at === text.length ? null : fault(scanner, afterEnd)
    const problem = steps[scanner.expected](scanner)
    if (problem) return fault(scanner, problem)
  }
}

interface Scanner {
  text: string
  at: number
  /** Open lists and objects, with the keys of the objects. */
  open: ({ keys: Set<string> } | 'list')[]
  expected: Expected
}

type Expected = 'value' | 'value or close' | 'key' | 'key or close' | 'comma or close' | 'end'
type Step = (scanner: Scanner) => LocalizedText | null

const blank = /[ \t\r\n]*/y
const plain = String.raw`[^"\\\u0000-\u001f]*`
const escaped = String.raw`\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})`
const stringPattern = new RegExp(`"${plain}(?:${escaped}${plain})*"`, 'y')
const scalarPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

const afterEnd: LocalizedText = { zh: '文档结束后还有内容。', en: 'There is text after the end of the document.' }
const wantsValue: LocalizedText = { zh: '这里应是一个值。', en: 'A value is expected here.' }
const wantsKey: LocalizedText = { zh: '这里应是带双引号的键。', en: 'A key in double quotes is expected here.' }
const wantsColon: LocalizedText = { zh: '键后面应是冒号。', en: 'A colon is expected after the key.' }
const wantsComma: LocalizedText = {
  zh: '这里应是逗号或结束括号。',
  en: 'A comma or a closing bracket is expected here.',
}

const steps: Record<Exclude<Expected, 'end'>, Step> = {
  value: readValue,
  'value or close': (scanner) => (closes(scanner) ? null : readValue(scanner)),
  key: readKey,
  'key or close': (scanner) => (closes(scanner) ? null : readKey(scanner)),
  'comma or close': (scanner) => {
    if (closes(scanner)) return null
    if (scanner.text[scanner.at] !== ',') return wantsComma
    scanner.at += 1
    scanner.expected = scanner.open.at(-1) === 'list' ? 'value' : 'key'
    return null
  },
}

function readValue(scanner: Scanner): LocalizedText | null {
  const { text, at } = scanner
  if (text[at] === '{' || text[at] === '[') {
    const list = text[at] === '['
    scanner.open.push(list ? 'list' : { keys: new Set() })
    scanner.expected = list ? 'value or close' : 'key or close'
    scanner.at += 1
    return null
  }
  const found = matchAt(stringPattern, text, at) || matchAt(scalarPattern, text, at)
  if (!found) return wantsValue
  scanner.at += found.length
  scanner.expected = scanner.open.length > 0 ? 'comma or close' : 'end'
  return null
}

function readKey(scanner: Scanner): LocalizedText | null {
  const found = matchAt(stringPattern, scanner.text, scanner.at)
  if (!found) return wantsKey
  const key = JSON.parse(found) as string
  const object = scanner.open.at(-1)
  if (typeof object === 'object') {
    if (object.keys.has(key)) return { zh: `键「${key}」出现了两次。`, en: `The key "${key}" is there twice.` }
    object.keys.add(key)
  }
  scanner.at += found.length
  scanner.at += matchAt(blank, scanner.text, scanner.at).length
  if (scanner.text[scanner.at] !== ':') return wantsColon
  scanner.at += 1
  scanner.expected = 'value'
  return null
}

function closes(scanner: Scanner): boolean {
  const wanted = scanner.open.at(-1) === 'list' ? ']' : '}'
  if (scanner.text[scanner.at] !== wanted) return false
  scanner.open.pop()
  scanner.at += 1
  scanner.expected = scanner.open.length > 0 ? 'comma or close' : 'end'
  return true
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

function fault({ text, at }: Scanner, problem: LocalizedText): JsonFault {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, problem }
}
