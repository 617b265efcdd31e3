import { AppError } from '@mortise/core'
import { qualified, type Workspace } from '@mortise/data/server'
import type { NotificationRow } from '../notifications/notification-store.ts'
import type { Letter, MailTransport } from './mail-transport.ts'

/** Notifications whose letters are due are taken out of the table, sent, and marked. */
export interface Mailer {
  wake(): void
  /** Sends what is due now; answers with how many were worked on. */
  sendDue(now: string): Promise<number>
  /** Ends after the letter at hand. */
  stop(): Promise<void>
}

export interface MailerParts {
  workspace: Workspace
  transport: MailTransport
  /** Null for people who get none: gone, or without an address. */
  letterOf(row: NotificationRow): Promise<Letter | null>
}

const atOnce = 10
/** Whoever has taken a letter has so long; after that its server is taken for dead, and another one sends it. */
const leaseMs = 10 * 60_000
const attemptsAllowed = 6
const firstPauseMs = 30_000
const sleepMs = 30_000

type Taken = NotificationRow & { mail_attempts: number }

/** Starts sending, for as long as the server runs. */
export function startMailer({ workspace, transport, letterOf }: MailerParts): Mailer {
  const table = qualified(workspace.schema, 'notification')
  const { database } = workspace
  let stopped = false
  let again = false
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined

  const take = async (now: string): Promise<Taken[]> => {
    const { rows } = await database.run<Taken>({
      name: 'mail-take',
      text: `update ${table} set mail_attempts = mail_attempts + 1, mail_due_at = $2
        where id in (select id from ${table} where mail = 'due' and mail_due_at <= $1 order by mail_due_at
          limit ${atOnce} for update skip locked)
        returning id, user_id, kind, key, app, process, title, node, comment, by_user, instance_id, visit_id, entity,
          record_id, at, read_at, mail_attempts`,
      values: [now, new Date(Date.parse(now) + leaseMs).toISOString()],
    })
    return rows
  }
  const mark = async (id: string, mail: 'sent' | 'failed' | 'due' | null, due: string | null, problem: string | null) =>
    await database.run({
      text: `update ${table} set mail = $2, mail_due_at = $3, mail_problem = $4 where id = $1`,
      values: [id, mail, due, problem],
    })
  const sendOne = async (row: Taken, now: string) => {
    try {
      const letter = await letterOf(row)
      if (letter) await transport.send(letter)
      await mark(row.id, letter ? 'sent' : null, null, null)
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      const last = row.mail_attempts >= attemptsAllowed || (error instanceof AppError && error.code !== 'MAIL_NOT_SENT')
      const pause = firstPauseMs * 2 ** row.mail_attempts
      await mark(
        row.id,
        last ? 'failed' : 'due',
        last ? null : new Date(Date.parse(now) + pause).toISOString(),
        problem,
      )
    }
  }
  const sendDue = async (now: string) => {
    const due = await take(now)
    for (const row of due) await sendOne(row, now)
    return due.length
  }
  const work = async () => {
    do {
      again = (await sendDue(new Date().toISOString())) > 0
    } while (again && !stopped)
  }
  const wake = () => {
    if (stopped) return
    again = true
    clearTimeout(timer)
    running ??= work()
      // The database may be away for a while; the next look finds what is left.
      .catch(() => {})
      .finally(() => {
        running = null
        if (!stopped) timer = setTimeout(wake, sleepMs).unref()
      })
  }
  wake()
  return {
    wake,
    sendDue,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** How much mail waits, and what was given up. */
interface MailState {
  due: number
  failed: number
}

export async function readMailState({ database, schema }: Workspace): Promise<MailState> {
  const { rows } = await database.run<MailState>({
    text: `select count(*) filter (where mail = 'due')::int as due, count(*) filter (where mail = 'failed')::int as failed
      from ${qualified(schema, 'notification')} where mail in ('due', 'failed')`,
    values: [],
    work: 'read',
  })
  return rows[0] ?? { due: 0, failed: 0 }
}

/** Letters that were given up are tried once more. */
export async function retryMail({ database, schema }: Workspace, now: string): Promise<void> {
  await database.run({
    text: `update ${qualified(schema, 'notification')} set mail = 'due', mail_due_at = $1, mail_attempts = 0
      where mail = 'failed'`,
    values: [now],
  })
}
