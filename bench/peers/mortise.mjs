// Lets a harness for peer systems drive Mortise: how to start it, its app, its login, its requests and answers.
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverProgram } from '../lib/server-program.mjs'

const root = join(import.meta.dirname, '..', '..')
const port = 4790
const origin = `http://127.0.0.1:${port}`
const database = 'mortise_peer'
const base = '/api/apps/bench/entities/customer'
const table = 'ws_main.bench__customer'
const companyTable = 'ws_main.bench__company'
const administrator = { email: 'admin@example.com', password: 'bench-password' }
const json = { 'content-type': 'application/json' }

/** The harness counts its records from 1; their ids here have the number at the end. */
const idPrefix = { customer: '00000002-0000-7000-8000-', company: '00000001-0000-7000-8000-' }
const idOf = (family, number) => idPrefix[family] + number.toString(16).padStart(12, '0')
const sqlId = (family, number) => `('${idPrefix[family]}' || lpad(to_hex(${number}), 12, '0'))::uuid`
/** The number of a record; those made by the server have ids of their own and come after all others. */
const sqlNumber = `(case when id::text like '${idPrefix.customer}%' then ('x' || right(id::text, 8))::bit(32)::int else 2147483647 end)`

const customer = JSON.parse(readFileSync(join(root, 'bench', 'app', 'entities', 'customer.json'), 'utf8'))
const ownFields = customer.fields.map((field) => field.key)
const systemFields = ['id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by']
const companyFields = ['name', 'city', 'country', 'industry', 'size'].map((field) => `company.${field}`)
const pageSize = 50
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

async function call(method, path, headers, body) {
  const answer = await fetch(origin + path, {
    method,
    headers: { ...json, origin, ...headers },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0])
  return { answer: text ? JSON.parse(text) : null, cookie: cookies.join('; ') }
}

async function signIn(person) {
  const { cookie } = await call('POST', '/api/auth/sign-in/email', {}, person)
  return { cookie, origin }
}

const request = (method, path, headers, body) => ({
  method,
  path,
  headers: { ...json, ...headers },
  body: body && JSON.stringify(body),
})

/** Where a page begins: behind the last record of the page before, where that cursor was fetched, else by counting. */
const placeOf = (s, page) => (s.cursors?.[page] ? { after: s.cursors[page] } : { offset: (page - 1) * pageSize })

/** Five people to manage accounts, and an API token of the first, whose role has all rows and fields. Repeatable. */
async function createSchema({ sql }) {
  const admin = await signIn(administrator)
  const known = new Map((await sql('select email, id::text from mortise.person')).map(({ email, id }) => [email, id]))
  const people = []
  for (let number = 1; number <= 5; number++) {
    const email = `user${number}@example.com`
    const person = { name: `User ${number}`, email, password: administrator.password, roles: ['bench/editor'] }
    people.push(known.get(email) ?? (await call('POST', '/api/admin/users', admin, person)).answer.id)
  }
  const user = await signIn({ email: 'user1@example.com', password: administrator.password })
  const token = { name: 'bench', scopes: ['bench:read', 'bench:write'] }
  return { people, token: (await call('POST', '/api/tokens', user, token)).answer.token }
}

function loadSql({ people }) {
  const person = `(array['${people.join("','")}'])[owner]::uuid`
  const stamps = `1, now(), '${people[0]}', now(), '${people[0]}', '${people[0]}'`
  const stampColumns = 'version, created_at, created_by, updated_at, updated_by, owner_id'
  const plain = ownFields.filter((key) => !['tags', 'account_manager', 'company'].includes(key))
  return `truncate ${table}, ${companyTable}, ws_main.event cascade;
    insert into ${companyTable} (id, name, city, country, industry, size, ${stampColumns})
      select ${sqlId('company', 'i')}, name, city, country, industry, size, ${stamps} from bench_company;
    insert into ${table} (id, ${plain.join(', ')}, tags, account_manager, company, ${stampColumns})
      select ${sqlId('customer', 'i')}, ${plain.join(', ')},
        array(select tag from unnest(string_to_array(tags, '|')) as tag order by tag collate "C"),
        ${person}, ${sqlId('company', 'company')}, ${stamps} from bench_src order by i;`
}

async function login({ sql, state }) {
  const user = { authorization: `Bearer ${state.token}` }
  const admin = await signIn(administrator)
  const { documents } = (await call('GET', '/api/apps/bench/draft', admin)).answer
  const entity = documents.find((document) => document.kind === 'entity' && document.key === 'customer')
  // A save names the version that it saw: those that earlier runs have changed are known from the start.
  const changed = await sql(`select id::text as id, version from ${table} where version > 1`)
  const versions = new Map(changed.map(({ id, version }) => [id, version]))
  const before = { ...listQuery, page: { size: pageSize, offset: 998 * pageSize } }
  const { next } = (await call('POST', `${base}/query`, user, before)).answer
  return { user, admin, entity, versions, cursors: next ? { 1000: next } : {} }
}

function update(s, number, score) {
  const id = idOf('customer', number)
  const version = s.versions.get(id) ?? 1
  s.versions.set(id, version + 1)
  // A value that the record never had: saving what is there already would change nothing.
  const values = { score: score + 1000 * version }
  return request('PATCH', `${base}/records/${id}`, s.user, { version, values })
}

function addField(s, key) {
  s.entity.fields.push({ key, type: 'text', label: { zh: key, en: key } })
  return [
    request('PUT', '/api/apps/bench/draft/documents/entity/customer', s.admin, s.entity),
    request('POST', '/api/apps/bench/publish', s.admin, {}),
  ]
}

function body({ owner, company, revenue, discount, ...rest }, { state }) {
  return {
    ...rest,
    revenue: revenue.toFixed(2),
    discount: discount.toFixed(2),
    account_manager: state.people[owner - 1],
    company: idOf('company', company),
  }
}

const query = (s, options) => request('POST', `${base}/query`, s.user, options)

export default {
  name: 'mortise',
  origin,
  db: database,
  nodeModules: join(root, 'node_modules'),
  cwd: root,
  cmd: [join(root, 'node_modules', '.bin', 'node'), ...serverProgram],
  env: {
    PORT: String(port),
    DATABASE_URL: `${process.env.PG_BASE ?? 'postgres://bench:bench@127.0.0.1:5544'}/${database}`,
    DATA_DIR: join(process.env.LAB ?? tmpdir(), 'mortise', 'data'),
    PACKS: 'bench/app',
    DEMO: '0',
    ADMIN_PASSWORD: administrator.password,
    LOG_LEVEL: 'warn',
    CALLS_PER_MINUTE: '10000000',
    ANONYMOUS_CALLS_PER_MINUTE: '10000000',
    NODE_ENV: 'production',
  },
  pingPath: '/api/health',
  pingOk: (status) => status === 200,
  table,
  tableOf: () => table,
  companyTableOf: () => companyTable,
  idCol: sqlNumber,
  auditTables: ['ws_main.event'],
  readyUrl: (s) => [`${origin}${base}/records/${idOf('customer', 1)}`, s.user],
  createSchema,
  loadSql,
  login,
  body,
  ops: {
    create: (s, values) => request('POST', `${base}/records`, s.user, { values }),
    read: (s, number) => ({ path: `${base}/records/${idOf('customer', number)}`, headers: s.user }),
    list: (s, page) => query(s, { ...listQuery, page: { size: pageSize, ...placeOf(s, page) } }),
    expand: (s) => query(s, { select: [...systemFields, ...ownFields, ...companyFields], page: { size: pageSize } }),
    update,
    bulk: (s, create) => request('POST', `${base}/bulk`, s.user, { create }),
    aggregate: (s) =>
      request('POST', `${base}/aggregate`, s.user, {
        groups: [{ field: 'status' }],
        metrics: [{ key: 'sum', function: 'sum', field: 'revenue' }],
      }),
    addField,
    useField: (s, key) => query(s, { select: ['name', key], page: { size: 1 } }),
  },
  read: {
    row: (answer) => answer,
    rows: (answer) => answer.records,
    total: (answer) => answer.total?.count,
    groups: (answer) => answer.rows.map(({ groups, metrics }) => [groups[0], Number(metrics.sum)]),
    company: (record) => record['company.name'],
    hasField: (answer, key) => key in answer.records[0],
  },
  ui: { path: '/', user: administrator.email, pass: administrator.password, after: '/a/bench' },
}
