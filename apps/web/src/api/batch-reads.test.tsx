import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { batchReads } from './batch-reads.ts'
import { records } from './records.ts'

const browserFetch = globalThis.fetch
let server: Server
let asked: { url: string; body: { reads?: { entity: string }[] } }[] = []
/** What is answered, line by line; undefined waits for ever. */
let lines: (unknown | undefined)[] = []

beforeEach(async () => {
  asked = []
  server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    asked.push({ url: request.url ?? '', body: JSON.parse(text) })
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    for (const line of lines) {
      if (line === undefined) return
      const whole = `${JSON.stringify(line)}\n`
      // Cut in the middle, as networks do.
      response.write(whole.slice(0, 5))
      await new Promise((resolve) => setTimeout(resolve, 5))
      response.write(whole.slice(5))
    }
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  globalThis.fetch = (input, init) => browserFetch(`http://127.0.0.1:${port}${String(input)}`, init)
})

afterEach(async () => {
  globalThis.fetch = browserFetch
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const page = (name: string) => ({ records: [{ id: name }], next: null, previous: null })
const count = { metrics: [{ key: 'n', function: 'count' as const }] }

it('asks for what is wanted at the same moment in one call, and tells each its answer as it comes', async () => {
  lines = [
    { at: 1, rows: [{ groups: [], metrics: { n: 2 } }] },
    { at: 0, page: page('a') },
    { at: 2, page: page('c') },
  ]
  const reads = batchReads(records)
  const order: string[] = []
  const told = (name: string) => (value: unknown) => {
    order.push(name)
    return value
  }
  const answers = await Promise.all([
    reads.query('crm', 'a', {}).then(told('a')),
    reads.aggregate('crm', 'b', count).then(told('b')),
    reads.query('crm', 'c', {}).then(told('c')),
  ])
  expect(answers).toEqual([page('a'), [{ groups: [], metrics: { n: 2 } }], page('c')])
  expect(order).toEqual(['b', 'a', 'c'])
  expect(asked.map(({ url }) => url)).toEqual(['/api/apps/crm/reads'])
  expect(asked[0]?.body.reads?.map(({ entity }) => entity)).toEqual(['a', 'b', 'c'])
})

it('lets one fail without the others', async () => {
  const error = { code: 'FIELD_UNKNOWN', message: 'No such field.', params: {}, path: null, requestId: 'r1' }
  lines = [
    { at: 0, status: 400, error },
    { at: 1, page: page('b') },
  ]
  const reads = batchReads(records)
  const [bad, good] = await Promise.allSettled([reads.query('crm', 'a', {}), reads.query('crm', 'b', {})])
  expect(bad).toMatchObject({ reason: { status: 400, code: 'FIELD_UNKNOWN', message: 'No such field.' } })
  expect(good).toMatchObject({ value: page('b') })
})

it('fails what was not answered when the connection ends, and keeps what was', async () => {
  lines = [{ at: 1, page: page('b') }]
  const reads = batchReads(records)
  const [bad, good] = await Promise.allSettled([reads.query('crm', 'a', {}), reads.query('crm', 'b', {})])
  expect(bad).toMatchObject({ status: 'rejected', reason: { status: 0 } })
  expect(good).toMatchObject({ value: page('b') })
})

it('lets go of what nobody waits for any more', async () => {
  lines = [{ at: 0, page: page('a') }, undefined]
  const reads = batchReads(records)
  const leaving = new AbortController()
  const first = reads.query('crm', 'a', {})
  const left = reads.query('crm', 'b', {}, leaving.signal)
  await first
  leaving.abort()
  await expect(left).rejects.toThrow()
})

it('asks for a single one as it always did', async () => {
  lines = [page('a')]
  expect(await batchReads(records).query('crm', 'a', {})).toEqual(page('a'))
  expect(asked[0]?.url).toBe('/api/apps/crm/entities/a/query')
})
