import { qualified, type WorkspacePart } from '@mortise/data/server'

/** What people say about running processes to each other, and when each of them last looked. */
export const discussionTables: WorkspacePart = {
  name: 'process discussions',
  content: '1',
  async install(trx, schema) {
    const comment = qualified(schema, 'process_comment')
    for (const text of [
      `create table if not exists ${comment} (
        id uuid constraint process_comment_key primary key, instance_id uuid not null, by_user uuid not null,
        at timestamptz(3) not null, edited_at timestamptz(3), deleted_at timestamptz(3), text text not null,
        mentions uuid[] not null, visit_id integer, reply_to uuid, click text not null,
        constraint process_comment_click unique (click)
      )`,
      `create index if not exists process_comment_instance on ${comment} (instance_id, at)`,
      `create table if not exists ${qualified(schema, 'process_look')} (
        instance_id uuid not null, user_id uuid not null, at timestamptz(3) not null,
        constraint process_look_key primary key (instance_id, user_id)
      )`,
    ])
      await trx.run({ text, values: [] })
  },
}
