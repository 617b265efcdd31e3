/** A piece of formula text, with its place in it. */
export interface FormulaToken {
  kind: 'number' | 'text' | 'date' | 'name' | 'word' | 'symbol' | 'comment' | 'unknown'
  start: number
  end: number
  /**
   * What it stands for: symbols as on an English keyboard, texts and names without their marks and doublings, numbers and
   * dates as they are stored.
   */
  value: string
  /** The mark that should have closed it and is missing. */
  unclosed?: string
}

const fullWidth: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '【': '[',
  '】': ']',
  '［': '[',
  '］': ']',
  '，': ',',
  '、': ',',
  '＋': '+',
  '－': '-',
  '−': '-',
  '×': '*',
  '＊': '*',
  '÷': '/',
  '／': '/',
  '％': '%',
  '＆': '&',
  '＝': '=',
  '＜': '<',
  '＞': '>',
  '！': '!',
  '｜': '|',
  '≤': '<=',
  '≥': '>=',
  '≠': '<>',
}

const pairs: Readonly<Record<string, string>> = {
  '<=': '<=',
  '>=': '>=',
  '<>': '<>',
  '!=': '<>',
  '==': '=',
  '&&': '&&',
  '||': '||',
}
const singles = new Set([...'()[],+-*/%&=<>!', '<=', '>=', '<>'])

/** Marks that open a text, and those that close it. */
const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '“”＂"',
  '”': '“”＂"',
  '＂': '“”＂"',
  '「': '」',
  '『': '』',
}

const space = /[\s\u3000\ufeff]+/y
const comment = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y
const number = /(?:[\d０-９]+(?:[.．。][\d０-９]+)?|[.．][\d０-９]+)(?:[eE][+-]?\d{1,3}(?![\p{L}\d]))?/uy
const day = /[#＃]([^#＃\n]*)([#＃]?)/y
const word = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy

type Reader = (text: string, at: number) => FormulaToken | null

/** Cuts a formula into tokens. Every character is in one of them or is space; nothing is refused here. */
export function tokenise(text: string): FormulaToken[] {
  const tokens: FormulaToken[] = []
  let at = 0
  while (at < text.length) {
    const blank = match(space, text, at)
    if (blank) {
      at += blank[0].length
      continue
    }
    const token = readToken(text, at)
    tokens.push(token)
    at = token.end
  }
  return tokens
}

function readToken(text: string, at: number): FormulaToken {
  for (const read of readers) {
    const token = read(text, at)
    if (token) return token
  }
  const value = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return { kind: 'unknown', start: at, end: at + value.length, value }
}

const readers: readonly Reader[] = [readComment, readNumber, readDay, readName, readText, readWord, readSymbol]

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function readComment(text: string, at: number): FormulaToken | null {
  const found = match(comment, text, at)?.[0]
  if (found === undefined) return null
  const open = found.startsWith('/*') && !(found.length >= 4 && found.endsWith('*/'))
  const token: FormulaToken = { kind: 'comment', start: at, end: at + found.length, value: found }
  return open ? { ...token, unclosed: '*/' } : token
}

function readNumber(text: string, at: number): FormulaToken | null {
  const found = match(number, text, at)?.[0]
  if (found === undefined) return null
  const value = found.replaceAll('。', '.').normalize('NFKC')
  return { kind: 'number', start: at, end: at + found.length, value: value.startsWith('.') ? `0${value}` : value }
}

function readDay(text: string, at: number): FormulaToken | null {
  const found = match(day, text, at)
  if (!found) return null
  const value = (found[1] ?? '').trim().normalize('NFKC')
  const token: FormulaToken = { kind: 'date', start: at, end: at + found[0].length, value }
  return found[2] === '' ? { ...token, unclosed: '#' } : token
}

function readWord(text: string, at: number): FormulaToken | null {
  const found = match(word, text, at)?.[0]
  if (found === undefined) return null
  return { kind: 'word', start: at, end: at + found.length, value: found.normalize('NFKC') }
}

function readSymbol(text: string, at: number): FormulaToken | null {
  const [first, second] = [symbolAt(text, at), symbolAt(text, at + 1)]
  const pair = first.length === 1 && second.length === 1 ? pairs[first + second] : undefined
  if (pair) return { kind: 'symbol', start: at, end: at + 2, value: pair }
  return singles.has(first) ? { kind: 'symbol', start: at, end: at + 1, value: first } : null
}

function symbolAt(text: string, at: number): string {
  const character = text[at] ?? ''
  return fullWidth[character] ?? character
}

function readName(text: string, at: number): FormulaToken | null {
  if (text[at] !== '{' && text[at] !== '｛') return null
  return readMarked(text, at, { kind: 'name', closing: '}｝', stop: '{｛' })
}

function readText(text: string, at: number): FormulaToken | null {
  const closing = quotes[text[at] ?? '']
  return closing === undefined ? null : readMarked(text, at, { kind: 'text', closing, stop: '' })
}

/** Up to a closing mark that is not doubled. What is not closed ends with the line, or before a new name begins. */
function readMarked(
  text: string,
  start: number,
  { kind, closing, stop }: { kind: 'name' | 'text'; closing: string; stop: string },
): FormulaToken {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] ?? ''
    if (closing.includes(character)) {
      if (text[at + 1] !== character) return { kind, start, end: at + 1, value }
      at++
    } else if (stop.includes(character)) {
      if (text[at + 1] !== character) return { kind, start, end: at, value, unclosed: closing[0] ?? '' }
      at++
    }
    value += character
  }
  const line = text.indexOf('\n', start)
  const end = line < 0 ? text.length : line
  return { kind, start, end, value: text.slice(start + 1, end), unclosed: closing[0] ?? '' }
}
