import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCookie } from '../identity/session-cookie.ts'
import type { Answerer } from './public-answer-store.ts'

const cookieName = 'mortise_visitor'
const devicePattern = /^[A-Za-z0-9_-]{22}$/
const yearSeconds = 365 * 86_400

/** Who fills a public form in, as far as that can be known without asking: a browser, and where it calls from. */
export function visitorOf(secret: string, request: FastifyRequest): Answerer {
  const address = keyedHash(secret, 'address', request.ip)
  const device = readCookie(request.headers.cookie, cookieName)
  return { address, device: device && devicePattern.test(device) ? device : `address ${address}` }
}

/** Gives a browser that has none a number of its own. It says nothing about who uses it. */
export function markDevice(request: FastifyRequest, reply: FastifyReply, secure: boolean): void {
  const device = readCookie(request.headers.cookie, cookieName)
  if (device && devicePattern.test(device)) return
  const value = randomBytes(16).toString('base64url')
  const attributes = `Path=/api/public; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  reply.header('set-cookie', `${cookieName}=${value}; ${attributes}`)
}

/** What can be compared but not read: addresses and values are counted, not kept. */
export function keyedHash(secret: string, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url')
}

/** Proves when a form was opened; sent back with the answer. */
export function writeTicket(secret: string, token: string, now = Date.now()): string {
  const at = now.toString(36)
  return `${at}.${keyedHash(secret, 'ticket', token, at)}`
}

/** How long ago the form was opened, in milliseconds; null for a ticket that is none. */
export function ticketAge(secret: string, token: string, ticket: string, now = Date.now()): number | null {
  const [at = '', hash = ''] = ticket.split('.')
  const expected = Buffer.from(keyedHash(secret, 'ticket', token, at))
  const given = Buffer.from(hash)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return now - Number.parseInt(at, 36)
}
