import { createHmac, timingSafeEqual } from 'node:crypto'

/** The name better-auth gives the session cookie. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Secure-mortise.session_token' : 'mortise.session_token'
}

/** The raw value of one cookie of a Cookie header; the first when it is sent twice. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (!header) return undefined
  let start = 0
  while (start < header.length) {
    let end = header.indexOf(';', start)
    if (end < 0) end = header.length
    while (header.charCodeAt(start) === 32) start += 1
    if (header.startsWith(name, start) && header.charCodeAt(start + name.length) === 61)
      return header.slice(start + name.length + 1, end).trim()
    start = end + 1
  }
  return undefined
}

/** The session token inside a signed cookie value (`token.signature`), or undefined when it was tampered with. */
export function verifySessionCookie(value: string, secret: string): string | undefined {
  let text: string
  try {
    text = decodeURIComponent(value)
  } catch {
    return undefined
  }
  const dot = text.lastIndexOf('.')
  if (dot < 1) return undefined
  const token = text.slice(0, dot)
  const given = Buffer.from(text.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}

/** A signed cookie value for a session token, as better-auth writes it. */
export function signSessionCookie(token: string, secret: string): string {
  return encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`)
}
