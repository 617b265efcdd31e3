import { figureId, figuresPartView, figuresView, qualified, type WorkspacePart } from '@mortise/data/server'

/**
 * Figures of processes as rows that the one read path can read: views over what is there anyway, so that a transition
 * writes nothing more for them. What a statement does not ask for is not worked out: the database drops the columns.
 */
export const figureViews: WorkspacePart = {
  name: 'process-figures',
  content: '2',
  async install(trx, schema) {
    const all = { [figuresPartView]: part, ...figures }
    for (const [name, select] of Object.entries(all)) {
      const view = qualified(schema, name)
      await trx.run({ text: `drop view if exists ${view}`, values: [] })
      const text = `create view ${view} as ${select((table) => qualified(schema, `process_${table}`))}`
      await trx.run({ text, values: [] })
    }
  },
}

type Select = (table: (name: string) => string) => string

const hours = (from: string, to: string) => `round((date_part('epoch', ${to} - ${from}) / 3600)::numeric, 2)`

/** What every table has, and what all figures tell of the instance `i`. */
const shared = (table: (name: string) => string, owner: string) => `i.app, i.process, i.id as instance_id,
  null::timestamptz(3) as archived_at, ${owner} as owner_id,
  (select p.department_id from mortise.person p where p.id = ${owner}) as department_id,
  null::uuid as created_by, null::uuid as updated_by,
  i.title, i.record_id as record, i.initiator, i.started_at,
  (select x.number from ${table('version')} x where x.id = i.version_id) as process_version`

const part: Select = (table) => `
  select id as instance_id, initiator as user_id from ${table('instance')} where initiator is not null
  union all select instance_id, user_id from ${table('task')}
  union all select instance_id, decided_by from ${table('task')} where decided_by is not null`

const instances: Select = (table) => `
  select i.id, i.started_at as created_at, coalesce(i.ended_at, i.started_at) as updated_at, i.rev as version,
    ${shared(table, 'i.initiator')}, i.status, i.outcome, i.ended_at, ${hours('i.started_at', 'i.ended_at')} as hours,
    (select count(*)::integer from ${table('event')} e where e.instance_id = i.id and e.type = 'return') as returned
  from ${table('instance')} i`

/** Of the people who were asked at a visit: when the first was asked, had looked, and when the last had decided. */
const ofTasks = (table: (name: string) => string, moment: string) =>
  `(select ${moment} from ${table('task')} t where t.instance_id = v.instance_id and t.visit_id = v.id and t.state <> 'notified')`

const steps: Select = (table) => `
  select ${figureId('v.instance_id', 'v.id')} as id, v.entered_at as created_at, coalesce(v.left_at, v.entered_at) as updated_at,
    v.attempt as version, ${shared(table, 'i.initiator')}, v.node, v.round, v.round > 1 as again, v.state, v.outcome,
    v.entered_at, v.left_at, ${hours('v.entered_at', 'v.left_at')} as hours,
    greatest(0, ${hours('v.entered_at', ofTasks(table, 'min(t.assigned_at)'))}) as queue_hours,
    ${hours(ofTasks(table, 'min(t.assigned_at)'), ofTasks(table, 'min(t.seen_at)'))} as unseen_hours,
    ${hours(ofTasks(table, 'coalesce(min(t.seen_at), min(t.assigned_at))'), ofTasks(table, 'max(t.decided_at)'))}
      as thinking_hours
  from ${table('visit')} v join ${table('instance')} i on i.id = v.instance_id`

const people: Select = (table) => `
  select ${figureId('t.instance_id', 't.visit_id', 't.actor_id')} as id, coalesce(t.assigned_at, v.entered_at) as created_at,
    coalesce(t.decided_at, t.assigned_at, v.entered_at) as updated_at, 1 as version, ${shared(table, 't.user_id')},
    t.user_id as person, v.node, t.state, t.remark ->> 'reason' as reason, t.assigned_at as asked_at, t.seen_at, t.decided_at,
    ${hours('t.assigned_at', 't.decided_at')} as hours, ${hours('t.assigned_at', 't.seen_at')} as unseen_hours,
    ${hours('coalesce(t.seen_at, t.assigned_at)', 't.decided_at')} as thinking_hours,
    exists (select from ${table('event')} e where e.instance_id = t.instance_id and e.visit_id = t.visit_id
      and e.type = 'deadline' and e.at >= t.assigned_at and (t.decided_at is null or e.at <= t.decided_at)) as late
  from ${table('task')} t
  join ${table('visit')} v on v.instance_id = t.instance_id and v.id = t.visit_id
  join ${table('instance')} i on i.id = t.instance_id
  where t.state <> 'notified'`

const figures: { readonly [view: string]: Select } = {
  [figuresView('instances')]: instances,
  [figuresView('steps')]: steps,
  [figuresView('people')]: people,
}
