import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testing/open-test-server.ts'

const [database] = testDatabases
if (!database) throw new Error('unreachable: there is always the embedded database')

describe('the web app', () => {
  let server: TestServer
  const get = (url: string, headers = {}) => server.app.inject({ url, headers })
  beforeAll(async () => {
    server = await openTestServer(database, { withWebFolder: true })
  })
  afterAll(() => server.close())

  it.each(['/', '/a/crm', '/a/crm/customer/01900000', '/admin/users', '/index.html'])(
    'is one page at %s',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBe(200)
      expect(answer.body).toContain('<title>Mortise</title>')
      expect(answer.headers['cache-control']).toBe('no-cache')
    },
  )

  it('runs scripts of this server only, none inline and none made from text', async () => {
    const policy = String((await get('/')).headers['content-security-policy'])
    const scripts = policy.split('; ').find((part) => part.startsWith('script-src'))
    expect(scripts).toBe("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
  })

  it('has files that are kept for ever, compressed for who takes it', async () => {
    const plain = await get('/assets/main-1a2b.js')
    expect(plain.headers['cache-control']).toContain('immutable')
    expect(plain.headers['content-type']).toMatch(/javascript/)
    const compressed = await get('/assets/main-1a2b.js', { 'accept-encoding': 'br' })
    expect(compressed.headers['content-encoding']).toBe('br')
    expect(compressed.body).toBe('compressed')
  })

  it.each([
    '/assets/missing.js',
    '/favicon.png',
    '/api',
    '/api/nonsuch',
    '/api/apps/crm/nonsuch',
    '/..%2f..%2fsecret.txt',
    '/%2e%2e/package.json',
  ])('does not answer %s with a page or a file', async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.body).not.toContain('<title>')
    expect(answer.headers['content-type']).toMatch(/json/)
  })
})
