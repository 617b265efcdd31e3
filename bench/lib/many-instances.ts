import type pg from 'pg'

interface Many {
  /** Instances that are copied. */
  over: string
  waiting: string
  finished: number
  open: number
}

const people = 200
const processes = ['quote_approval', 'contract_approval', 'invoice_request', 'price_exception', 'customer_transfer']
const copied = ['process_visit', 'process_task', 'process_event', 'process_wait']

/**
 * Makes many instances of two, set by set: three years of them, of five processes, among two hundred people of whom some
 * have several times as much to do as others.
 */
export async function manyInstances(client: pg.Client, { over, waiting, finished, open }: Many): Promise<void> {
  const run = (text: string, values?: unknown[]) => client.query(text.replaceAll('$s', 'ws_main'), values)
  // Nothing here has to outlive the machine.
  for (const table of ['process_instance', ...copied]) await run(`alter table $s.${table} set unlogged`)
  await run(`create temp table person as select id, row_number() over (order by email not in
      ('wang.jian@example.com', 'zhang.wei@example.com'), email)::int as n from mortise.person`)
  await run(`insert into person select gen_random_uuid(), n from generate_series((select count(*) + 1 from person),
      ${people}) n`)
  await run('create unique index on person (n)')
  const place = (random: string) => `floor(${people} * power(${random}, 1.5))::int + 1`
  await run(`create temp table made as select gen_random_uuid() as id, n, n <= ${open} as open,
      case when n <= ${open} then now() - random() * interval '40 days'
        else now() - interval '10 days' - random() * interval '3 years' end as at,
      ${place('random()')} as initiator, (array['${processes.join("','")}'])[floor(power(random(), 1.4) * 5)::int + 1] as process
    from generate_series(1, ${open + finished}) n`)
  const template = `case when made.open then '${waiting}'::uuid else '${over}'::uuid end`
  await run(`insert into $s.process_instance (id, app, process, version_id, title, status, outcome, rev, events, entity,
      record_id, initiator, incidents, state, started_at, ended_at)
    select made.id, t.app, made.process, t.version_id, '报价 ' || made.n, t.status, t.outcome, t.rev, t.events, t.entity,
      gen_random_uuid(), p.id, 0, t.state, made.at,
      case when not made.open then made.at + (0.2 + random() * 6) * interval '1 day' end
    from made join person p on p.n = made.initiator join $s.process_instance t on t.id = ${template}`)
  const shifted = (column: string) => `made.at + (t.${column} - first.started_at) * 20000`
  const from = (table: string) => `from made join $s.${table} t on t.instance_id = ${template}
    join $s.process_instance first on first.id = t.instance_id`
  await run(`insert into $s.process_visit
    select made.id, t.id, t.node, t.scope, t.round, t.via, t.follows, t.state, t.needs, t.outcome, t.attempt,
      ${shifted('entered_at')}, ${shifted('left_at')}, t.incident ${from('process_visit')}`)
  await run(`insert into $s.process_task (instance_id, visit_id, actor_id, group_id, user_id, agents, origin, state, weight,
      assigned_at, seen_at, decided_at, decided_by, comment, remark, reason)
    select x.id, x.visit_id, x.actor_id, x.group_id, p.id, '{}', x.origin, x.state, x.weight, x.a, x.s, x.d,
      case when x.d is not null then p.id end, x.comment, x.remark, x.reason
    from (select made.id, t.visit_id, t.actor_id, t.group_id, t.origin, t.state, t.weight, t.comment, t.remark, t.reason,
        ${shifted('assigned_at')} as a, ${shifted('seen_at')} as s, ${shifted('decided_at')} as d,
        ${place('random()')} as n ${from('process_task')}) x
    join person p on p.n = x.n`)
  await run(`insert into $s.process_task (instance_id, visit_id, actor_id, group_id, user_id, agents, origin, state, weight,
      assigned_at)
    select x.id, 2, 90, 1, p.id, '{}', 'copied', 'notified', 1, x.at from (select made.id, made.at, ${place('random()')} as n
      from made where made.n % 4 = 0) x join person p on p.n = x.n`)
  await run(`insert into $s.process_event
    select made.id, t.number, t.type, t.by_user, ${shifted('at')}, t.visit_id, t.data ${from('process_event')}`)
  await run(`insert into $s.process_wait
    select made.id, t.id, t.visit_id, t.node, t.deadline, t.waits_on, now() + (random() - 0.1) * interval '20 days'
      + interval '3 days', t.name, t.key ${from('process_wait')} where t.waits_on = 'timer'`)
  await run(`insert into $s.process_event
    select made.id, 90, 'deadline', null, made.at + interval '3 days', t.visit_id, '{}' from made
      join $s.process_task t on t.instance_id = made.id and t.state = 'pending' and t.actor_id < 90
    where made.n % 7 = 0 on conflict do nothing`)
  for (const table of ['process_instance', ...copied]) await run(`vacuum analyze $s.${table}`)
}
