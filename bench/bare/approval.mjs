// The approval of bench/process-http.ts written by hand for this one process: fastify and pg, a signed token, one reading
// statement and one writing statement in a transaction, the rows that Mortise stores, and no metadata at all.
import Fastify from 'fastify'
import pg from 'pg'
import { tokenFor, userOf } from './token.mjs'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, keepAlive: true, pipeline: true })
const app = Fastify({ bodyLimit: 1 << 20 })

const [seller, manager, director] = Array.from({ length: 3 }, () => crypto.randomUUID())
const people = { seller, manager, director }

for (const text of [
  `create table quote (id uuid primary key, title text not null, total numeric(18,2) not null, approval text not null,
    owner uuid not null, version int not null default 1, updated_at timestamptz not null default now(), updated_by uuid)`,
  'create index on quote (owner)',
  'create index on quote (approval)',
  `create table audit (id bigint generated always as identity primary key, at timestamptz not null, actor uuid, entity text,
    record_id uuid, kind text, data jsonb)`,
  'create index on audit (record_id, at)',
  `create table instance (id uuid primary key, quote uuid not null, initiator uuid not null, title text not null,
    status text not null, outcome text, rev int not null, started_at timestamptz not null, ended_at timestamptz)`,
  'create index on instance (quote, started_at desc)',
  'create index on instance (initiator, started_at desc)',
  'create index on instance (started_at desc) where ended_at is null',
  `create table visit (instance uuid not null, id int not null, node text not null, state text not null, outcome text,
    entered_at timestamptz not null, left_at timestamptz, primary key (instance, id))`,
  `create table task (instance uuid not null, visit int not null, person uuid not null, state text not null,
    assigned_at timestamptz not null, seen_at timestamptz, decided_at timestamptz, reason jsonb, primary key (instance, visit, person))`,
  "create index on task (person, assigned_at desc) where state = 'pending'",
  'create index on task (person, decided_at desc) where decided_at is not null',
  `create table step (instance uuid not null, number int not null, type text not null, by uuid, at timestamptz not null,
    data jsonb, primary key (instance, number))`,
  'create table timer (instance uuid not null, id int not null, due_at timestamptz not null, primary key (instance, id))',
  'create index on timer (due_at)',
  'create table click (key text primary key, instance uuid not null, at timestamptz not null)',
  `create table notification (id bigint generated always as identity primary key, person uuid not null, kind text not null,
    instance uuid not null, visit int, title text not null, at timestamptz not null, read_at timestamptz)`,
  'create index on notification (person, at desc)',
  'create index on notification (person) where read_at is null',
  'create index on notification (instance, visit) where read_at is null',
])
  await pool.query(text)

const count = Number(process.env.QUOTES)
await pool.query(
  `insert into quote (id, title, total, approval, owner) select gen_random_uuid(), '报价 ' || n, 285000, 'draft', $2
    from generate_series(1, $1::int) n`,
  [count, seller],
)
await pool.query('analyze')
const quotes = (await pool.query('select id from quote')).rows.map(({ id }) => id)

app.addHook('onRequest', (request, reply, done) => {
  request.user = userOf(request)
  if (!request.user) return reply.code(401).send({})
  done()
})

/** One transaction: what is read with its lock, and what comes of it, in one statement each. */
async function transaction(read, write) {
  const client = await pool.connect()
  try {
    client.query('begin').catch(() => {})
    const { rows } = await client.query(read)
    const statement = write(rows[0])
    if (!statement) {
      await client.query('rollback')
      return null
    }
    const [{ rows: written }] = await Promise.all([client.query(statement), client.query('commit')])
    return written[0]
  } finally {
    client.release()
  }
}

const lockQuote = { name: 'lock-quote', text: 'select * from quote where id = $1 and owner = $2 for update' }
const begin = {
  name: 'begin',
  text: `with c as (insert into click values ($1, $2, now())),
    q as (update quote set approval = 'submitted', version = version + 1, updated_at = now(), updated_by = $4 where id = $3),
    a as (insert into audit (at, actor, entity, record_id, kind, data)
      values (now(), $4, 'quote', $3, 'update', '{"approval":["draft","submitted"]}')),
    i as (insert into instance values ($2, $3, $4, $5, 'running', null, 1, now()) returning id, status, outcome),
    v as (insert into visit values ($2, 1, 'begin', 'done', null, now(), now()), ($2, 2, 'submitted', 'done', null, now(), now()),
      ($2, 3, 'by_size', 'done', null, now(), now()), ($2, 4, 'manager', 'open', null, now(), null)),
    t as (insert into task values ($2, 4, $6, 'pending', now(), null, null, $7)),
    w as (insert into timer values ($2, 1, now() + '1 day')),
    s as (insert into step values ($2, 1, 'start', $4, now(), null)),
    n as (insert into notification (person, kind, instance, visit, title, at) values ($6, 'task', $2, 4, $5, now()))
    select * from i`,
}
app.post('/start', async (request, reply) => {
  const { recordId, key } = request.body
  const { id: user } = request.user
  const instance = crypto.randomUUID()
  const reason = '{"because":"manager","of":"initiator"}'
  const made = await transaction({ ...lockQuote, values: [recordId, user] }, (quote) =>
    quote?.approval === 'draft'
      ? { ...begin, values: [`${user}:${key}`, instance, quote.id, user, quote.title, manager, reason] }
      : null,
  )
  return made ?? reply.code(409).send({})
})

const lockTask = {
  name: 'lock-task',
  text: `select i.*, q.version, t.visit, t.person from instance i join quote q on q.id = i.quote
    join task t on t.instance = i.id and t.visit = $2 and t.state = 'pending' and t.person = $3
    where i.id = $1 and i.status = 'running' for update of i`,
}
const decided = `with c as (insert into click values ($1, $2, now())),
    t as (update task set state = 'approved', decided_at = now() where instance = $2 and visit = $3 and person = $4),
    v as (update visit set state = 'done', outcome = 'approved', left_at = now() where instance = $2 and id = $3),
    w as (delete from timer where instance = $2),
    s as (insert into step values ($2, $5, 'approve', $4, now(), '{"actor":2}')),
    r as (update notification set read_at = now() where instance = $2 and visit = $3 and read_at is null),`
const pass = {
  name: 'pass',
  text: `${decided}
    i as (update instance set rev = rev + 1 where id = $2 returning id, status, outcome),
    vv as (insert into visit values ($2, 5, 'after_manager', 'done', null, now(), now()), ($2, 6, 'director', 'open', null, now(), null)),
    tt as (insert into task values ($2, 6, $6, 'pending', now(), null, null, $8)),
    ww as (insert into timer values ($2, 2, now() + '1 day')),
    nn as (insert into notification (person, kind, instance, visit, title, at) values ($6, 'task', $2, 6, $7, now()))
    select * from i`,
}
const end = {
  name: 'end',
  text: `${decided}
    i as (update instance set rev = rev + 1, status = 'done', outcome = 'approved', ended_at = now() where id = $2 returning id, status, outcome),
    q as (update quote set approval = 'approved', version = version + 1, updated_at = now(), updated_by = $4 where id = $8 and version = $9),
    a as (insert into audit (at, actor, entity, record_id, kind, data)
      values (now(), $4, 'quote', $8, 'update', '{"approval":["submitted","approved"]}')),
    vv as (insert into visit values ($2, 7, 'after_director', 'done', null, now(), now()), ($2, 8, 'set_approved', 'done', null, now(), now()),
      ($2, 9, 'tell', 'done', null, now(), now()), ($2, 10, 'approved', 'done', 'approved', now(), now())),
    ss as (insert into step values ($2, $5 + 1, 'ended', null, now(), '{"status":"done"}')),
    nn as (insert into notification (person, kind, instance, visit, title, at) values ($6, 'notify', $2, 9, $7, now()))
    select * from i`,
}
app.post('/tasks/:instance/:visit', async (request, reply) => {
  const { instance, visit } = request.params
  const { id: user } = request.user
  const made = await transaction({ ...lockTask, values: [instance, visit, user] }, (row) => {
    if (!row) return null
    const common = [`${user}:${request.body.key}`, instance, row.visit, user, row.rev + 1]
    return row.visit === 4
      ? { ...pass, values: [...common, director, row.title, '{"because":"role"}'] }
      : { ...end, values: [...common, row.initiator, row.title, row.quote, row.version] }
  })
  return made ?? reply.code(409).send({})
})

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
const tokens = Object.fromEntries(Object.entries(people).map(([name, id]) => [name, tokenFor({ id })]))
process.send?.({ tokens, records: quotes })
