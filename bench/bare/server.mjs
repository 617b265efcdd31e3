// What this stack can do at most: fastify and pg with hand-written, prepared SQL, a signed token, one audit row per
// write in the same statement, and no metadata at all. Mortise is measured against it.
import Fastify from 'fastify'
import pg from 'pg'
import { tokenFor, userOf } from './token.mjs'

for (const oid of [1082, 1184]) pg.types.setTypeParser(oid, (text) => text)
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, keepAlive: true })
const app = Fastify({ bodyLimit: 64 << 20 })

const types = {
  name: 'text',
  notes: 'text',
  employees: 'int',
  score: 'int',
  revenue: 'numeric(18,2)',
  discount: 'numeric(18,2)',
  active: 'boolean',
  vip: 'boolean',
  birthday: 'date',
  signed_on: 'date',
  last_contact: 'timestamptz',
  status: 'text',
  segment: 'text',
  tags: 'text[]',
  email: 'text',
  phone: 'text',
  website: 'text',
  city: 'text',
  account_manager: 'uuid',
  company: 'uuid',
}
const columns = Object.keys(types)
const system =
  'created_at timestamptz not null default now(), updated_at timestamptz not null default now(), created_by uuid, updated_by uuid, version int not null default 1'
for (const text of [
  'create table if not exists company (id uuid primary key, name text, city text, country text, industry text, size int)',
  `create table if not exists customer (id uuid primary key, ${columns.map((name) => `${name} ${types[name]}`).join(', ')}, ${system}, foreign key (company) references company (id))`,
  'create table if not exists audit (id bigint generated always as identity primary key, at timestamptz not null default now(), actor uuid, entity text, record_id uuid, kind text, data jsonb)',
])
  await pool.query(text)

if (process.send) process.send({ token: tokenFor({ id: process.env.USER_ID, rights: ['read', 'write'] }) })

const allow = (right) => (request, reply, done) => {
  request.user = userOf(request)
  if (!request.user) return reply.code(401).send({})
  if (!request.user.rights.includes(right)) return reply.code(403).send({})
  done()
}
const read = { preHandler: allow('read') }
const write = { preHandler: allow('write') }

const count = columns.length
const insert = {
  name: 'insert',
  text: `with c as (insert into customer (id, ${columns}, created_by, updated_by) values ($${count + 1}, ${columns.map((_, index) => `$${index + 1}`)}, $${count + 2}, $${count + 2}) returning *),
    a as (insert into audit (actor, entity, record_id, kind, data) select $${count + 2}, 'customer', c.id, 'create', to_jsonb(c) from c) select * from c`,
}
app.post('/customer', write, async (request, reply) => {
  const values = [...columns.map((name) => request.body[name] ?? null), crypto.randomUUID(), request.user.id]
  return reply.code(201).send((await pool.query({ ...insert, values })).rows[0])
})

const rowType = columns.map((name) => `${name} ${types[name]}`).join(', ')
const bulk = {
  name: 'bulk',
  text: `with c as (insert into customer (id, ${columns}, created_by, updated_by) select gen_random_uuid(), ${columns}, $2, $2 from jsonb_to_recordset($1::jsonb) as r (${rowType}) returning *),
    a as (insert into audit (actor, entity, record_id, kind, data) select $2, 'customer', c.id, 'create', to_jsonb(c) from c) select id from c`,
}
app.post('/customer/bulk', write, async (request, reply) =>
  reply.code(201).send((await pool.query({ ...bulk, values: [JSON.stringify(request.body), request.user.id] })).rows),
)

const one = { name: 'one', text: 'select * from customer where id = $1' }
app.get(
  '/customer/:id',
  read,
  async (request, reply) =>
    (await pool.query({ ...one, values: [request.params.id] })).rows[0] ?? reply.code(404).send({}),
)

const update = {
  name: 'update',
  text: `with o as (select id, score from customer where id = $1 for update), c as (update customer set score = $2, updated_at = now(), updated_by = $3, version = version + 1 where id = $1 returning *),
    a as (insert into audit (actor, entity, record_id, kind, data) select $3, 'customer', o.id, 'update', jsonb_build_object('score', jsonb_build_array(o.score, $2::int)) from o) select * from c`,
}
app.patch(
  '/customer/:id',
  write,
  async (request) =>
    (await pool.query({ ...update, values: [request.params.id, request.body.score, request.user.id] })).rows[0],
)

const where = 'where status = any($1) and active = $2 and revenue >= $3'
app.post('/customer/list', read, async (request) => {
  const { status, active, revenue, size, offset } = request.body
  const filter = [status, active, revenue]
  const [page, total] = await Promise.all([
    pool.query({
      name: 'list',
      text: `select * from customer ${where} order by last_contact desc limit $4 offset $5`,
      values: [...filter, size, offset],
    }),
    pool.query({ name: 'count', text: `select count(*)::int as n from customer ${where}`, values: filter }),
  ])
  return { records: page.rows, total: total.rows[0].n }
})
app.get('/customer-expanded', read, async () => {
  const { rows } = await pool.query({
    name: 'expanded',
    text: `select c.*, json_build_object('id', k.id, 'name', k.name, 'city', k.city, 'country', k.country, 'industry', k.industry, 'size', k.size) as company
      from customer c left join company k on k.id = c.company order by c.id limit 50`,
  })
  return { records: rows }
})
app.get(
  '/customer-aggregate',
  read,
  async () =>
    (await pool.query({ name: 'aggregate', text: 'select status, sum(revenue) as sum from customer group by status' }))
      .rows,
)

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
if (process.send) process.send({ ready: true })
