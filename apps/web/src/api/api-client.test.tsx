import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { applyLanguage } from '@mortise/ui'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { api } from './api-client.ts'
import type { ApiError } from './api-error.ts'
import { currentConnection } from './connection.ts'

// A browser knows where the page came from; here the client's relative paths are led to a real server.
const browserFetch = globalThis.fetch
let server: Server
let requests: IncomingMessage[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => void

beforeEach(async () => {
  requests = []
  server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  globalThis.fetch = (input, init) => browserFetch(`http://127.0.0.1:${port}${String(input)}`, init)
  applyLanguage('en')
})

afterEach(async () => {
  globalThis.fetch = browserFetch
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const reply = (status: number, body: unknown) => (_request: IncomingMessage, response: ServerResponse) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const failure = (call: Promise<unknown>): Promise<ApiError> =>
  call.then(
    () => undefined as never,
    (error) => error,
  )

it('asks in the language of the page', async () => {
  answer = reply(200, { ok: true })
  applyLanguage('zh')
  expect(await api.get('/session')).toEqual({ ok: true })
  expect(requests[0]?.url).toBe('/api/session')
  expect(requests[0]?.headers['accept-language']).toBe('zh')
})

it('fails with what the server says: code, message, id and the rest of the body', async () => {
  const body = { code: 'RECORD_INVALID', message: 'Not valid.', params: {}, path: null, requestId: 'r1', problems: [] }
  answer = reply(422, body)
  const error = await failure(api.post('/apps/crm/entities/customer/records', { values: {} }))
  expect(error).toMatchObject({ status: 422, code: 'RECORD_INVALID', message: 'Not valid.', requestId: 'r1', body })
})

it('gives a text of its own when a server in between answers', async () => {
  answer = (_request, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
  const error = await failure(api.get('/session'))
  expect(error).toMatchObject({ status: 502, code: 'HTTP_502' })
  expect(error.message).toContain('502')
})

it('sends a read again when the connection breaks', async () => {
  answer = (_request, response) => {
    if (requests.length === 1) response.destroy()
    else reply(200, { ok: true })(_request, response)
  }
  expect(await api.get('/session')).toEqual({ ok: true })
  expect(requests.length).toBe(2)
  expect(currentConnection()).toBe('online')
})

it('never sends a write twice, and says that the connection is lost', async () => {
  answer = (_request, response) => response.destroy()
  const error = await failure(api.post('/apps/crm/entities/customer/records', { values: {} }))
  expect(error).toMatchObject({ status: 0, code: 'NETWORK' })
  expect(requests.length).toBe(1)
  expect(currentConnection()).toBe('offline')
})
