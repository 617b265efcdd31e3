import type { OutboxState } from '@mortise/api'
import { qualified } from '@mortise/data/server'
import { readMailState, retryMail } from '../mail/mailer.ts'
import type { Services } from '../services.ts'

const mostShown = 20

/** What is still to go out or to be followed, and what keeps failing. */
export async function readOutbox({ workspace, mail }: Services): Promise<OutboxState> {
  const { database, schema } = workspace
  const [letters, { rows: counts }, { rows: problems }] = await Promise.all([
    readMailState(workspace),
    database.run<{ work: number; changes: number; stuck: number }>({
      text: `select (select count(*)::int from ${qualified(schema, 'process_effect')}) as work,
          (select count(*)::int from ${qualified(schema, 'followed_change')} where due_at < 'infinity') as changes,
          (select count(*)::int from ${qualified(schema, 'followed_change')} where due_at = 'infinity') as stuck`,
      values: [],
      work: 'read',
    }),
    database.run<OutboxState['problems'][number]>({
      text: `(select 'work' as what, coalesce(i.title, '') as title, e.instance_id as instance, e.attempts, e.problem
          from ${qualified(schema, 'process_effect')} e
          left join ${qualified(schema, 'process_instance')} i on i.id = e.instance_id
          where e.problem is not null order by e.due_at limit ${mostShown})
        union all
        (select 'change', f.entity, null, f.attempts, f.problem from ${qualified(schema, 'followed_change')} f
          where f.problem is not null order by f.at limit ${mostShown})
        union all
        (select 'mail', n.title, n.instance_id, n.mail_attempts, n.mail_problem from ${qualified(schema, 'notification')} n
          where n.mail = 'failed' order by n.at desc limit ${mostShown})`,
      values: [],
      work: 'read',
    }),
  ])
  const { work = 0, changes = 0, stuck = 0 } = counts[0] ?? {}
  return { mail: { configured: mail !== null, ...letters }, work, changes, stuck, problems }
}

/** Everything that waits for another try is tried at once, what was given up as well. */
export async function retryOutbox({ workspace, processEngine, mailer }: Services): Promise<void> {
  const { database, schema } = workspace
  const now = new Date().toISOString()
  await retryMail(workspace, now)
  await database.run({
    text: `update ${qualified(schema, 'process_effect')} set due_at = $1 where problem is not null`,
    values: [now],
  })
  await database.run({
    text: `update ${qualified(schema, 'followed_change')} set due_at = $1, attempts = 0 where problem is not null`,
    values: [now],
  })
  processEngine.wake()
  mailer?.wake()
}
