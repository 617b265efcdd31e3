import { qualified, type Workspace } from '@mortise/data/server'

/** Somebody has read what they were shown: of some instances, or all of it. */
export async function readCopies(
  { database, schema }: Workspace,
  { user, instances, at }: { user: string; instances: readonly string[] | null; at: string },
): Promise<void> {
  await database.run({
    text: `update ${qualified(schema, 'process_task')} set seen_at = $2
      where state = 'notified' and user_id = $1 and seen_at is null and ($3::uuid[] is null or instance_id = any($3))`,
    values: [user, at, instances],
  })
}
