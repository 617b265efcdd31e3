import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { customer } from './data.mjs'
import { run } from './database.mjs'
import { fill } from './fill.mjs'
import { freePort, stop, untilHealthy } from './process.mjs'
import { serverProgram } from './server-program.mjs'
import { anyId, expectRows, farOffset, freshCustomer, isFresh, updateTurns } from './workload.mjs'

const root = join(import.meta.dirname, '..', '..')
const table = 'ws_main.bench__customer'
const password = 'bench-password'
const unlimited = { CALLS_PER_MINUTE: '10000000', ANONYMOUS_CALLS_PER_MINUTE: '10000000' }

/** Starts Mortise with the benchmark's app, filled, asked by a user whose role has all rows and fields. */
export async function startMortise(database, { rows }) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const dataDir = mkdtempSync(join(tmpdir(), 'mortise-bench-'))
  let child = launch({ PORT: port, DATABASE_URL: database.url, DATA_DIR: dataDir })
  try {
    await untilHealthy(child, origin, 100)
    const { token, userId } = await createTokenUser(origin)
    await fillMortise(database.url, userId, rows)
    await stop(child)
    // The cold start, and a start after filling: what the planner knows of the tables is then up to date.
    const started = performance.now()
    child = launch({ PORT: port, DATABASE_URL: database.url, DATA_DIR: dataDir })
    await untilHealthy(child, origin, 25)
    const coldStart = performance.now() - started
    return {
      name: 'mortise',
      pid: child.pid,
      origin,
      coldStart,
      requests: await requestsOf(origin, token, userId, rows),
      tidy: () =>
        run(database.url, [
          `delete from ${table} where ${isFresh}`,
          'truncate ws_main.event',
          `vacuum (analyze) ${table}`,
        ]),
      async stop() {
        await stop(child)
        rmSync(dataDir, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await stop(child)
    throw error
  }
}

function launch(settings) {
  const own = {
    PACKS: 'bench/app',
    DEMO: '0',
    ADMIN_PASSWORD: password,
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
    ...unlimited,
  }
  // With the same flag as `npm start`.
  return spawn(process.execPath, serverProgram, {
    cwd: root,
    env: { ...process.env, ...own, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function fillMortise(url, user, rows) {
  const now = new Date().toISOString()
  const stamps = { version: 1, created_at: now, updated_at: now, created_by: user, updated_by: user }
  const common = { ...stamps, owner_id: user }
  return fill(url, { customers: table, companies: 'ws_main.bench__company', user, common, rows })
}

async function createTokenUser(origin) {
  const admin = await call(origin, 'POST', '/api/auth/sign-in/email', { email: 'admin@example.com', password })
  const person = { name: 'Bench', email: 'bench@example.com', password, roles: ['bench/editor'] }
  const { json: user } = await call(origin, 'POST', '/api/admin/users', person, { cookie: admin.cookie })
  const session = await call(origin, 'POST', '/api/auth/sign-in/email', { email: person.email, password })
  const wanted = { name: 'bench', scopes: ['bench:read', 'bench:write'] }
  const { json: token } = await call(origin, 'POST', '/api/tokens', wanted, { cookie: session.cookie })
  return { token: token.token, userId: user.id }
}

async function call(origin, method, path, body, headers = {}) {
  const answer = await fetch(origin + path, {
    method,
    headers: { 'content-type': 'application/json', origin, ...headers },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0])
  return { json: text ? JSON.parse(text) : null, cookie: cookies.join('; ') }
}

const base = '/api/apps/bench/entities/customer'

const listQuery = {
  filter: {
    and: [
      { field: 'status', op: 'in', value: ['lead', 'active', 'paused'] },
      { field: 'active', op: 'eq', value: true },
      { field: 'revenue', op: 'gte', value: '10000' },
    ],
  },
  sort: [{ field: 'last_contact', direction: 'desc' }],
  count: 'exact',
}

const systemFields = ['id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by']
const companyFields = ['name', 'city', 'country', 'industry', 'size'].map((field) => `company.${field}`)
const expandQuery = { select: [...systemFields, ...Object.keys(customer(1)), ...companyFields], page: { size: 50 } }
const aggregateQuery = {
  groups: [{ field: 'status' }],
  metrics: [{ key: 'sum', function: 'sum', field: 'revenue' }],
}

async function requestsOf(origin, token, user, rows) {
  const headers = { authorization: `Bearer ${token}` }
  const turn = updateTurns(rows)
  const post = (path, body, check) => ({
    next: () => ({ method: 'POST', path: base + path, headers, body: JSON.stringify(body()) }),
    check,
  })
  const page = (place) =>
    post(
      '/query',
      () => ({ ...listQuery, page: { size: 50, ...place } }),
      (answer) => expectRows(answer.records),
    )
  const offset = farOffset(rows) - 50
  const { json: before } = await call(
    origin,
    'POST',
    `${base}/query`,
    { ...listQuery, page: { size: 50, offset } },
    headers,
  )
  return {
    read: { next: () => ({ method: 'GET', path: `${base}/records/${anyId(rows)}`, headers }) },
    list: page({}),
    'list, page 1000': page({ after: before.next }),
    expand: post(
      '/query',
      () => expandQuery,
      (answer) => expectRows(answer.records),
    ),
    create: post('/records', () => ({ values: freshCustomer(user) })),
    update: {
      next() {
        const { id, version, score } = turn()
        const body = JSON.stringify({ version, values: { score } })
        return { method: 'PATCH', path: `${base}/records/${id}`, headers, body }
      },
    },
    'bulk 1000': post('/bulk', () => ({ create: Array.from({ length: 1000 }, () => freshCustomer(user)) })),
    aggregate: post('/aggregate', () => aggregateQuery),
  }
}
