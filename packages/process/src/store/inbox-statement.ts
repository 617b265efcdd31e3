import { qualified, type Statement } from '@mortise/data/server'
import type { InboxBox, InboxQuery } from './inbox.ts'

type TaskBox = Exclude<InboxBox, 'started'>

/** What decides which tasks are in a box, and by which time they are in order. `$1` is the person. */
const taskBoxes: Record<TaskBox, { where: string; position: string }> = {
  todo: { where: `t.state = 'pending' and (t.user_id = $1 or t.agents @> array[$1::uuid])`, position: 't.assigned_at' },
  done: { where: `t.decided_by = $1`, position: 't.decided_at' },
  copied: { where: `t.state = 'notified' and t.user_id = $1`, position: 't.assigned_at' },
}

/**
 * Finds a page of a box. Only what is asked for is in the text, so that the indexes answer for it: a condition that may be
 * null is one that they cannot use. What is said about entries is looked up once it is known which they are.
 */
export function inboxStatement(schema: string, query: InboxQuery): Statement {
  const values: unknown[] = [query.user]
  const text = query.box === 'started' ? startedText(schema, query, values) : taskText(schema, query.box, query, values)
  // How rare words are decides how they are best looked for: such a question is planned each time it is asked.
  return wordsOf(query).length > 0 ? { text, values } : { name: `process-inbox-${shapeOf(query)}`, text, values }
}

/** Questions of one shape are one statement to the database. */
function shapeOf(query: InboxQuery): string {
  const asked = (['app', 'process', 'since', 'until', 'before'] as const).map((one) => (query[one] ? one[0] : ''))
  return [query.box, query.size, asked.join(''), query.overdue ? 'late' : ''].join('-')
}

/** How many tasks wait for the person `$1`, and how many copies they have not read. */
export function countStatement(schema: string): string {
  const tasks = qualified(schema, 'process_task')
  return `select count(*) as todo, count(*) filter (where t.seen_at is null) as unseen,
      count(*) filter (where ${overdue(schema)}) as overdue,
      (select count(*) from ${tasks} c where c.state = 'notified' and c.user_id = $1 and c.seen_at is null) as copies
    from ${tasks} t where ${taskBoxes.todo.where}`
}

type Values = unknown[]

const given = (values: Values, value: unknown): string => `$${values.push(value)}`

function taskText(schema: string, box: TaskBox, query: InboxQuery, values: Values): string {
  const { where, position } = taskBoxes[box]
  const order = [position, 't.instance_id', 't.visit_id', 't.actor_id']
  const ofInstance = instanceConditions(schema, query, values)
  const conditions = [where, ...timeConditions(position, query, values), ...ofInstance]
  if (query.before) {
    const { at, instance, visit, actor } = query.before
    const [a, i, v, n] = [at, instance, visit, actor].map((one) => given(values, one))
    conditions.push(`(${order.join(', ')}) < (${a}::timestamptz, ${i}::uuid, ${v}::integer, ${n}::integer)`)
  }
  if (query.overdue) conditions.push(overdue(schema))
  const instance = `join ${qualified(schema, 'process_instance')} i on i.id = t.instance_id`
  return `with page as (select t.*, ${position} as position from ${qualified(schema, 'process_task')} t
      ${ofInstance.length > 0 ? instance : ''}
      where ${conditions.join(' and ')} order by ${order.map((one) => `${one} desc`).join(', ')} limit ${Math.trunc(query.size)})
    select ${instanceColumns}, t.visit_id, t.actor_id, v.node, v.round, t.state, t.assigned_at, t.seen_at, t.decided_at,
      t.user_id, t.position, ${overdue(schema)} as overdue, (select min(w.due_at) from ${qualified(schema, 'process_wait')} w
        where w.instance_id = t.instance_id and w.visit_id = t.visit_id and w.deadline is not null
          and t.state = 'pending') as due_at, ${standing(schema)}
    from page t ${instance}
    join ${qualified(schema, 'process_visit')} v on v.instance_id = t.instance_id and v.id = t.visit_id
    order by t.position desc, t.instance_id desc, t.visit_id desc, t.actor_id desc`
}

function startedText(schema: string, query: InboxQuery, values: Values): string {
  const position = 'i.started_at'
  const conditions = [
    'i.initiator = $1',
    ...timeConditions(position, query, values),
    ...instanceConditions(schema, query, values),
  ]
  if (query.before) {
    const [a, i] = [query.before.at, query.before.instance].map((one) => given(values, one))
    conditions.push(`(${position}, i.id) < (${a}::timestamptz, ${i}::uuid)`)
  }
  return `with i as (select ${instanceColumns}, ${position} as position from ${qualified(schema, 'process_instance')} i
      where ${conditions.join(' and ')} order by ${position} desc, i.id desc limit ${Math.trunc(query.size)})
    select i.*, null::integer as visit_id, null::integer as actor_id, null as node, null::integer as round,
      null as state, null as assigned_at, null as seen_at, null as decided_at, null as user_id, null as due_at,
      null::boolean as overdue, ${standing(schema)}
    from i order by position desc, id desc`
}

const instanceColumns = `i.id, i.app, i.process, i.title, i.status, i.outcome, i.initiator, i.started_at, i.entity, i.record_id`

function timeConditions(position: string, { since, until }: InboxQuery, values: Values): string[] {
  return [
    ...(since === undefined ? [] : [`${position} >= ${given(values, since)}::timestamptz`]),
    ...(until === undefined ? [] : [`${position} < ${given(values, until)}::timestamptz`]),
  ]
}

function instanceConditions(schema: string, query: InboxQuery, values: Values): string[] {
  const { app, process } = query
  const words = wordsOf(query)
  const bigrams = qualified(schema, 'bigrams')
  return [
    ...(app === undefined ? [] : [`i.app = ${given(values, app)}`]),
    ...(process === undefined ? [] : [`i.process = ${given(values, process)}`]),
    ...words.map((word) => `strpos(lower(i.title), lower(${given(values, word)}::text)) > 0`),
    // A single letter has no pair that the index could know.
    ...(words.some((word) => [...word].length > 1)
      ? [`${bigrams}(i.title) @> ${bigrams}(${given(values, words.join(' '))}::text)`]
      : []),
  ]
}

/** All of them are in the title. */
const wordsOf = ({ text = '' }: InboxQuery): string[] => [
  ...new Set(
    text
      .normalize('NFC')
      .trim()
      .split(/\s+/)
      .filter((word) => word !== ''),
  ),
]

/** A deadline of the task has come and gone: it was carried out, or is about to be. */
const overdue = (schema: string) => `(t.state = 'pending' and (
    exists (select from ${qualified(schema, 'process_event')} e
      where e.instance_id = t.instance_id and e.visit_id = t.visit_id and e.type = 'deadline')
    or exists (select from ${qualified(schema, 'process_wait')} w
      where w.instance_id = t.instance_id and w.visit_id = t.visit_id and w.deadline is not null and w.due_at < now())))`

const standing = (schema: string) => `(select jsonb_agg(jsonb_build_object('node', s.node,
      'incident', s.needs = 'incident', 'users', array(select a.user_id from ${qualified(schema, 'process_task')} a
        where a.instance_id = s.instance_id and a.visit_id = s.id and a.state = 'pending' order by a.actor_id limit 5))
      order by s.id)
    from ${qualified(schema, 'process_visit')} s
    where s.instance_id = i.id and s.state = 'open' and s.needs in ('people', 'incident', 'trigger', 'outside')
      and i.status = 'running') as standing`
