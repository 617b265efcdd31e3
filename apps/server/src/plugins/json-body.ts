import type { FastifyInstance } from 'fastify'
import { httpErrors } from '../errors.ts'

export const maxJsonDepth = 64

/**
 * Takes JSON only, refuses what is nested too deep before it is parsed, `__proto__` while it is, and afterwards texts
 * that no database holds: they would be a fault deep inside, or come back changed.
 */
export function registerJsonBody(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body as string
    if (isTooDeep(text)) return done(httpErrors.JSON_TOO_DEEP({ limit: maxJsonDepth }))
    void parse(request, text, (error, value) => {
      const place = error || !mayBeUnstorable.test(text) ? null : unstorableText(value)
      if (place === null) done(error, value)
      else done(httpErrors.TEXT_UNSTORABLE({ path: place }))
    })
  })
}

/** Whether brackets outside of strings nest deeper than allowed. */
export function isTooDeep(text: string, limit = maxJsonDepth): boolean {
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === quote) index = endOfString(text, index)
    else if (code === openBrace || code === openBracket) {
      depth += 1
      if (depth > limit) return true
    } else if (code === closeBrace || code === closeBracket) depth -= 1
  }
  return false
}

/** Only escapes can bring such characters in: seldom there, so that hardly any body is walked through. */
const mayBeUnstorable = /\\u(?:0000|d[89a-f])/i

/** Where a text with U+0000 or half a surrogate pair is, as a path; null when there is none. */
export function unstorableText(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : path
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = isStorable(key) ? unstorableText(inner, `${path}/${key}`) : path
    if (found !== null) return found
  }
  return null
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000')
}

const quote = 34
const backslash = 92
const openBracket = 91
const closeBracket = 93
const openBrace = 123
const closeBrace = 125

function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === backslash) index += 1
    else if (code === quote) return index
  }
  return text.length
}
