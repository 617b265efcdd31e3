import { createHmac } from 'node:crypto'
import type { OutsideCall } from '@mortise/kinds/server'
import { outboundErrors } from '../errors.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { HttpClient } from './http-client.ts'

export interface WebhookParts {
  http: HttpClient
  secrets: Pick<SecretStore, 'use'>
}

/** Set by us, or by the connection: nobody else may. */
const reserved = new Set(['host', 'content-length', 'transfer-encoding', 'connection', 'idempotency-key'])
const secretPattern = /\{secret\.([a-z][a-z0-9_]{0,40})\}/g
/** So much of an answer is shown to whoever settles a failure. */
const shownLength = 500

/**
 * Calls another program for a node. The same `key` is sent each time that the call is tried. Answers from 400 on are
 * refused for good, but for those that say "later".
 */
export async function callWebhook(
  { http, secrets }: WebhookParts,
  { method, url, headers: given, body: content, sign }: OutsideCall,
  key: string,
): Promise<{ status: number; body: unknown }> {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  const used: string[] = []
  const secret = async (name: string): Promise<string> => {
    const value = await secrets.use(name, host)
    if (value === null) throw outboundErrors.SECRET_UNKNOWN({ name, host })
    used.push(value)
    return value
  }
  const body = content === null ? null : JSON.stringify(content)
  const headers: { [name: string]: string } = {
    ...(body === null ? {} : { 'content-type': 'application/json' }),
    'user-agent': 'Mortise',
  }
  for (const { name, value } of given)
    if (!reserved.has(name.toLowerCase())) headers[name.toLowerCase()] = oneLine(await withSecrets(value, secret))
  headers['idempotency-key'] = key
  if (sign !== null) headers['x-mortise-signature'] = signature(await secret(sign), body ?? '')
  const answer = await http.call({ method, url, headers, body })
  if (answer.status >= 200 && answer.status < 300) return { status: answer.status, body: parsed(answer.body) }
  const shown = { status: answer.status, answer: withoutSecrets(answer.body, used).slice(0, shownLength) }
  const later = answer.status >= 500 || answer.status === 408 || answer.status === 425 || answer.status === 429
  throw later ? outboundErrors.WEBHOOK_LATER(shown) : outboundErrors.WEBHOOK_REFUSED(shown)
}

async function withSecrets(text: string, secret: (name: string) => Promise<string>): Promise<string> {
  let filled = text
  for (const [whole, name = ''] of text.matchAll(secretPattern)) filled = filled.replaceAll(whole, await secret(name))
  return filled
}

/** A line break would begin a header of its own. */
const oneLine = (text: string) => text.replaceAll(/\p{Cc}+/gu, ' ').trim()

/** Some servers say again what they were sent. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '***')
  return clean
}

/** `t=…,v1=…`: the time, and HMAC-SHA256 of the time, a point and the body. */
function signature(secret: string, body: string): string {
  const time = Math.floor(Date.now() / 1000)
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
