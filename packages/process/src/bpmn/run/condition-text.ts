import type { ExpressionJson } from '@mortise/expressions'

/** A condition of a file as an expression; `names` are the variables that it reads. */
export type ReadCondition = { ok: true; expr: ExpressionJson; names: string[] } | { ok: false; reason: string }

/**
 * Reads the comparisons that JUEL (`${amount > 1000 && !urgent}`) and FEEL (`= amount > 1000 and not(urgent)`) share.
 * Calls of methods, lists and whatever else only one of them has are not read.
 */
export function readCondition(text: string): ReadCondition {
  try {
    const reader = new Reader(tokensOf(withoutMarks(text)))
    const expr = reader.whole()
    return { ok: true, expr, names: [...reader.names] }
  } catch (failure) {
    if (failure instanceof Unreadable) return { ok: false, reason: failure.message }
    throw failure
  }
}

class Unreadable extends Error {}

function withoutMarks(text: string): string {
  const trimmed = text.trim()
  const [, inner] = /^[$#]\{([^{}]*)\}$/.exec(trimmed) ?? []
  return inner ?? trimmed.replace(/^=(?!=)/, '')
}

const token =
  /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|"([^"]*)"|([\p{L}_][\p{L}\p{N}_.]*)|(<=|>=|==|!=|<>|&&|\|\||[-+*/<>=!()]))/uy

interface Token {
  is: 'number' | 'text' | 'word' | 'sign' | 'end'
  text: string
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const at = token.lastIndex
    const found = token.exec(text)
    if (!found) {
      if (text.slice(at).trim() === '') break
      throw new Unreadable(text.slice(at).trim())
    }
    const [, number, single, double, word, sign = ''] = found
    if (number !== undefined) tokens.push({ is: 'number', text: number })
    else if (single !== undefined || double !== undefined) tokens.push({ is: 'text', text: single ?? double ?? '' })
    else tokens.push(word === undefined ? { is: 'sign', text: sign } : { is: 'word', text: word })
  }
  return tokens
}

const comparisons: { readonly [sign: string]: string | undefined } = {
  '==': '==',
  '=': '==',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
}

const constants: { readonly [word: string]: ExpressionJson } = { true: true, false: false, null: null, empty: null }
const deepest = 30

class Reader {
  readonly names = new Set<string>()
  private readonly tokens: readonly Token[]
  private at = 0
  private depth = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  whole(): ExpressionJson {
    const expr = this.either()
    if (this.next.is !== 'end') throw new Unreadable(this.next.text)
    return expr
  }

  private get next(): Token {
    return this.tokens[this.at] ?? { is: 'end', text: '' }
  }

  private take(...texts: readonly string[]): string | null {
    const { is, text } = this.next
    if ((is !== 'sign' && is !== 'word') || !texts.includes(text)) return null
    this.at += 1
    return text
  }

  private either(): ExpressionJson {
    return this.chain('or', ['or', '||'], () => this.chain('and', ['and', '&&'], () => this.comparison()))
  }

  private chain(operator: string, signs: readonly string[], part: () => ExpressionJson): ExpressionJson {
    const parts = [part()]
    while (this.take(...signs)) parts.push(part())
    return parts.length === 1 ? (parts[0] ?? null) : { [operator]: parts }
  }

  private comparison(): ExpressionJson {
    const left = this.sum()
    const sign = this.take(...Object.keys(comparisons))
    return sign ? { [comparisons[sign] ?? sign]: [left, this.sum()] } : left
  }

  private sum(): ExpressionJson {
    return this.calculation(['+', '-'], () => this.calculation(['*', '/'], () => this.value()))
  }

  private calculation(signs: readonly string[], part: () => ExpressionJson): ExpressionJson {
    let result = part()
    for (let sign = this.take(...signs); sign; sign = this.take(...signs)) result = { [sign]: [result, part()] }
    return result
  }

  private value(): ExpressionJson {
    this.depth += 1
    if (this.depth > deepest) throw new Unreadable('…')
    const value = this.inner()
    this.depth -= 1
    return value
  }

  private inner(): ExpressionJson {
    if (this.take('!', 'not')) return { '!': [this.value()] }
    if (this.take('-')) return { neg: [this.value()] }
    if (this.take('(')) {
      const inside = this.either()
      if (!this.take(')')) throw new Unreadable('(')
      return inside
    }
    const { is, text } = this.next
    this.at += 1
    if (is === 'number') return Number(text)
    if (is === 'text') return text
    if (is !== 'word') throw new Unreadable(text || '…')
    if (Object.hasOwn(constants, text)) return constants[text] ?? null
    if (this.next.text === '(' && this.next.is === 'sign') throw new Unreadable(`${text}(…)`)
    this.names.add(text)
    return { var: keyOf(text) }
  }
}

/** `order.amount` is one name here: variables are no records. */
export function keyOf(name: string): string {
  return name.replaceAll('.', '__')
}
