import { qualified, type WorkspacePart } from '@mortise/data/server'

/**
 * The tables of running processes, beside the records of a workspace: one transaction holds both. The state of an instance
 * is one value, read and locked with its row; the other tables say the same in rows, for inboxes, timers and analysis.
 */
export const processTables: WorkspacePart = {
  name: 'processes',
  content: '8',
  async install(trx, schema) {
    for (const text of statements((name) => qualified(schema, name))) await trx.run({ text, values: [] })
  },
}

/** Every process_… table with its indexes; names of constraints are ours, so that faults can be told apart. */
function statements(table: (name: string) => string): string[] {
  return [
    `create table if not exists ${table('process_version')} (
      id uuid constraint process_version_key primary key, app text not null, process text not null, number integer not null,
      hash text not null, document jsonb not null, created_at timestamptz(3) not null, created_by uuid,
      constraint process_version_number unique (app, process, number),
      constraint process_version_hash unique (app, process, hash)
    )`,
    `create table if not exists ${table('process_instance')} (
      id uuid constraint process_instance_key primary key, app text not null, process text not null,
      version_id uuid not null, title text not null, status text not null, outcome text, rev integer not null,
      events integer not null, entity text, record_id uuid, initiator uuid, parent_id uuid, parent_visit integer,
      parent_attempt integer, incidents integer not null, state jsonb not null, started_at timestamptz(3) not null,
      ended_at timestamptz(3)
    )`,
    `alter table ${table('process_instance')} add column if not exists alone text`,
    `alter table ${table('process_instance')} add column if not exists path text`,
    `create unique index if not exists process_instance_alone on ${table('process_instance')} (alone)`,
    `create table if not exists ${table('process_origin')} (
      instance_id uuid constraint process_origin_key primary key, started_by text not null, cause uuid,
      depth integer not null
    )`,
    `create table if not exists ${table('process_schedule')} (
      app text not null, process text not null, spec text not null, next_at timestamptz(3),
      lease_until timestamptz(3), constraint process_schedule_key primary key (app, process)
    )`,
    `create index if not exists process_instance_title on ${table('process_instance')}
      using gin (${table('bigrams')}(title))`,
    `create index if not exists process_instance_record on ${table('process_instance')} (record_id, started_at desc)`,
    `create index if not exists process_instance_initiator on ${table('process_instance')} (initiator, started_at desc)`,
    `create index if not exists process_instance_open on ${table('process_instance')} (app, process, started_at desc)
      where status = 'running'`,
    `create index if not exists process_instance_incident on ${table('process_instance')} (started_at desc)
      where incidents > 0`,
    `create index if not exists process_instance_time on ${table('process_instance')} (app, process, started_at)`,
    `create index if not exists process_instance_ended on ${table('process_instance')} (app, process, ended_at desc, id desc)
      where ended_at is not null`,
    `create table if not exists ${table('process_visit')} (
      instance_id uuid not null, id integer not null, node text not null, scope integer not null, round integer not null,
      via text, follows integer[] not null, state text not null, needs text, outcome text, attempt integer not null,
      entered_at timestamptz(3) not null, left_at timestamptz(3), incident jsonb,
      constraint process_visit_key primary key (instance_id, id)
    )`,
    // Was over ids of figures, and a quarter of what PostgreSQL did for a transition.
    `drop index if exists ${table('process_visit_figure')}`,
    // What ended before there were paths.
    `update ${table('process_instance')} i set path = (select string_agg(v.node, ' ' order by v.id)
        from ${table('process_visit')} v where v.instance_id = i.id)
      where i.ended_at is not null and i.path is null`,
    `create table if not exists ${table('process_task')} (
      instance_id uuid not null, visit_id integer not null, actor_id integer not null, group_id integer not null,
      user_id uuid not null, agents uuid[] not null, origin text not null, state text not null, weight numeric not null,
      assigned_at timestamptz(3), seen_at timestamptz(3), decided_at timestamptz(3), decided_by uuid, comment text,
      remark jsonb, reason jsonb, due_at timestamptz(3),
      constraint process_task_key primary key (instance_id, visit_id, actor_id)
    )`,
    `drop index if exists ${table('process_task_figure')}`,
    `create index if not exists process_task_pending on ${table('process_task')} (user_id, assigned_at desc)
      where state = 'pending'`,
    `create index if not exists process_task_agents on ${table('process_task')} using gin (agents) where state = 'pending'`,
    `create index if not exists process_task_decided on ${table('process_task')} (decided_by, decided_at desc)
      where decided_by is not null`,
    `create index if not exists process_task_told on ${table('process_task')} (user_id, assigned_at desc)
      where state = 'notified'`,
    `create index if not exists process_task_unread on ${table('process_task')} (user_id)
      where state = 'notified' and seen_at is null`,
    `create table if not exists ${table('process_event')} (
      instance_id uuid not null, number integer not null, type text not null, by_user uuid, at timestamptz(3) not null,
      visit_id integer, data jsonb, constraint process_event_key primary key (instance_id, number)
    )`,
    `create index if not exists process_event_turn on ${table('process_event')} (instance_id, visit_id)
      where type in ('return', 'recall', 'deadline')`,
    `create table if not exists ${table('process_wait')} (
      instance_id uuid not null, id integer not null, visit_id integer, node text not null, deadline text,
      waits_on text not null, due_at timestamptz(3), name text, key text,
      constraint process_wait_key primary key (instance_id, id)
    )`,
    `create index if not exists process_wait_due on ${table('process_wait')} (due_at) where due_at is not null`,
    `create index if not exists process_wait_name on ${table('process_wait')} (waits_on, name, key)
      where waits_on <> 'timer'`,
    `create table if not exists ${table('process_click')} (
      key text constraint process_click_key primary key, instance_id uuid not null, at timestamptz(3) not null
    )`,
    `create index if not exists process_click_at on ${table('process_click')} using brin (at)`,
    `create table if not exists ${table('process_effect')} (
      id uuid constraint process_effect_key primary key, instance_id uuid not null, effect jsonb not null,
      due_at timestamptz(3) not null, attempts integer not null default 0, problem text
    )`,
    `create table if not exists ${table('process_message')} (
      id uuid constraint process_message_id primary key, app text not null, name text not null, key text not null,
      at timestamptz(3) not null, expires_at timestamptz(3) not null,
      constraint process_message_key unique (app, name, key)
    )`,
    `create index if not exists process_message_expires on ${table('process_message')} (expires_at)`,
    `create table if not exists ${table('process_link')} (
      instance_id uuid not null, node text not null, turn integer not null, number integer not null, hash text not null,
      made_at timestamptz(3) not null, expires_at timestamptz(3) not null, used_at timestamptz(3),
      withdrawn_at timestamptz(3), withdrawn_by uuid,
      constraint process_link_key primary key (instance_id, node, turn, number),
      constraint process_link_hash unique (hash)
    )`,
    `create index if not exists process_effect_due on ${table('process_effect')} (due_at)`,
  ]
}
