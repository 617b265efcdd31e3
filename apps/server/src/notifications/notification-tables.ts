import { qualified, type WorkspacePart } from '@mortise/data/server'

/** What people were told, and how they want to be told. Beside the instances, so that one transaction holds both. */
export const notificationTables: WorkspacePart = {
  name: 'notifications',
  content: '1',
  async install(trx, schema) {
    for (const text of statements((name) => qualified(schema, name))) await trx.run({ text, values: [] })
  },
}

/** `shown`: in the app. `mail`: due, sent or given up; null where none is wanted. `place`: of the actor in their round. */
function statements(table: (name: string) => string): string[] {
  return [
    `create table if not exists ${table('notification')} (
      id uuid constraint notification_id primary key, user_id uuid not null, kind text not null, key text not null,
      app text not null, process text, title text not null, node text, comment text, by_user uuid, instance_id uuid,
      visit_id integer, place integer, entity text, record_id uuid, at timestamptz(3) not null,
      read_at timestamptz(3), shown boolean not null, mail text, mail_due_at timestamptz(3),
      mail_attempts integer not null default 0, mail_problem text,
      constraint notification_key unique (user_id, key)
    )`,
    `create index if not exists notification_list on ${table('notification')} (user_id, at desc, id desc) where shown`,
    `create index if not exists notification_unread on ${table('notification')} (user_id)
      where shown and read_at is null`,
    `create index if not exists notification_task on ${table('notification')} (instance_id, visit_id)
      where read_at is null`,
    `create index if not exists notification_mail on ${table('notification')} (mail_due_at) where mail = 'due'`,
    `create index if not exists notification_failed on ${table('notification')} (at desc) where mail = 'failed'`,
    `create index if not exists notification_at on ${table('notification')} (at)`,
    `create table if not exists ${table('notification_setting')} (
      user_id uuid not null, kind text not null, app boolean not null, mail boolean not null,
      constraint notification_setting_key primary key (user_id, kind)
    )`,
  ]
}
