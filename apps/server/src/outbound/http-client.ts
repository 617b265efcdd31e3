import { lookup as resolve } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { outboundErrors } from '../errors.ts'
import { createAddressGuard } from './networks.ts'

export interface OutboundCall {
  method: string
  url: string
  headers: { [name: string]: string }
  body: string | null
}

export interface OutboundAnswer {
  status: number
  body: string
}

/** Calls other programs: the one way out, with its limits. */
export interface HttpClient {
  /** Answers of every status are answers; OUTBOUND_REFUSED, OUTBOUND_FAILED where there is none. */
  call(call: OutboundCall): Promise<OutboundAnswer>
}

const timeoutMs = 10_000
const mostBytes = 1024 * 1024

/**
 * Makes the client. Addresses are checked where the socket looks them up, so that a name that changes its address between
 * two questions gains nothing. No redirect is followed: it would have to be checked again, and calls are addressed rightly
 * by whoever set them up.
 */
export function createHttpClient({ allowed }: { allowed: readonly string[] }): HttpClient {
  const isOpen = createAddressGuard(allowed)
  const lookup: LookupFunction = (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 4)
      const closed = addresses.find(({ address }) => !isOpen(address))
      const [first] = addresses
      if (closed || !first) return done(outboundErrors.OUTBOUND_PRIVATE({ host: hostname }) as Error, '', 4)
      if (options.all) return (done as (error: null, all: typeof addresses) => void)(null, addresses)
      done(null, first.address, first.family)
    })
  }
  return {
    call(call) {
      const url = addressOf(call.url)
      const host = url.hostname.replace(/^\[|\]$/g, '')
      // An address that is written as numbers is never looked up.
      if (isIP(host) && !isOpen(host)) throw outboundErrors.OUTBOUND_PRIVATE({ host })
      return send(call, url, lookup)
    },
  }
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const fits = url && (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password
  if (!fits) throw outboundErrors.OUTBOUND_ADDRESS()
  return url
}

function send({ method, headers, body }: OutboundCall, url: URL, lookup: LookupFunction): Promise<OutboundAnswer> {
  return new Promise((done, fail) => {
    const refuse = (error: unknown) => fail(isOurs(error) ? error : outboundErrors.OUTBOUND_FAILED(reasonOf(error)))
    try {
      const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
        ...{ method, lookup, agent: false, signal: AbortSignal.timeout(timeoutMs) },
        headers: { ...headers, ...(body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }) },
      })
      request.on('error', refuse)
      request.on('response', (answer) => read(answer).then(done, refuse))
      request.end(body ?? undefined)
    } catch (error) {
      refuse(error)
    }
  })
}

async function read(answer: IncomingMessage): Promise<OutboundAnswer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) {
      answer.destroy()
      throw outboundErrors.OUTBOUND_TOO_LARGE({ max: '1 MB' })
    }
    chunks.push(chunk)
  }
  return { status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }
}

const isOurs = (error: unknown) => error instanceof Error && 'definition' in error

function reasonOf(error: unknown): { reason: string } {
  const { code, name, message } = error as { code?: string; name?: string; message?: string }
  const late = name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR'
  return { reason: late ? 'timeout' : (code ?? message ?? String(error)).slice(0, 200) }
}
