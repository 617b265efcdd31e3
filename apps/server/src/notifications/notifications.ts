import type { Executor, Workspace } from '@mortise/data/server'
import type { WritePart, WrittenTransition } from '@mortise/process/server'
import type { ChangeHub } from '../changes/change-hub.ts'
import { newsOfTransition } from './news-of-transition.ts'
import { type News, newsStatement, postNews, settlePart } from './notification-store.ts'

/** Tells people things: in the app at once, by mail soon after. */
export interface Notifications {
  /** Tells people, in a transaction of its own. */
  notify(news: readonly News[]): Promise<void>
  /** The same within a transaction; whoever is named in the answer is to be given to `changed` after the commit. */
  post(executor: Executor, news: readonly News[], at: string): Promise<string[]>
  /** What a transition has to tell, and whose notifications it changed, once that is written and committed. */
  transition(written: WrittenTransition, administrators: () => readonly string[]): TransitionWrites
  /** Open browsers of these people look again, on every server. */
  changed(users: Iterable<string>): void
  /** Called whenever there may be mail to send. */
  onMail(listener: () => void): void
  close(): Promise<void>
}

export interface TransitionWrites {
  writes: WritePart[]
  changed: ReadonlySet<string>
}

export interface NotificationParts {
  workspace: Workspace
  changes: Pick<ChangeHub, 'notified'>
  /** Whether mail can be sent at all. */
  mail: boolean
}

const channel = 'mortise_notification'
/** Notices go to other servers together. */
const sendDelayMs = 50
/** NOTIFY takes 8000 bytes at the most. */
const usersPerMessage = 150

/** Starts telling people, and hearing whom other servers have told. */
export async function openNotifications({ workspace, changes, mail }: NotificationParts): Promise<Notifications> {
  const { database, schema } = workspace
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let onMail = () => {}
  const send = async () => {
    const users = [...waiting]
    waiting.clear()
    timer = undefined
    for (let start = 0; start < users.length; start += usersPerMessage) {
      const message = JSON.stringify({ key: workspace.key, users: users.slice(start, start + usersPerMessage) })
      await database.run({ text: 'select pg_notify($1, $2)', values: [channel, message] })
    }
  }
  const stop =
    database.engine === 'pglite' ? async () => {} : await database.listen(channel, (payload) => hear(payload))
  const hear = (payload: string) => {
    const { key, users } = readMessage(payload)
    if (key === workspace.key) changes.notified(users)
  }
  const post: Notifications['post'] = (executor, news, at) => postNews(executor, schema, { news, at, mail })
  const changed: Notifications['changed'] = (users) => {
    const told = [...users]
    if (told.length === 0) return
    changes.notified(told)
    onMail()
    // Only this process can reach the embedded database.
    if (database.engine === 'pglite') return
    for (const user of told) waiting.add(user)
    // A notice that cannot be sent is not worth an error: the bell looks again by itself.
    timer ??= setTimeout(() => void send().catch(() => {}), sendDelayMs).unref()
  }
  return {
    post,
    changed,
    async notify(news) {
      changed(await post(database, news, new Date().toISOString()))
    },
    transition(written, administrators) {
      const incident = written.writes.some((write) => write.write === 'log' && write.type === 'incident')
      const { news, settled } = newsOfTransition(written, incident ? administrators() : [])
      const { at } = written.event
      const changed = new Set<string>()
      const take: WritePart['take'] = (told) => {
        for (const user of told) changed.add(user)
      }
      const writes = [
        settlePart(schema, { instance: written.instance.id, places: settled, at }),
        newsStatement(schema, { news, at, mail }),
      ].flatMap((part): WritePart[] => (part ? [{ text: part.text, values: part.values, take }] : []))
      return { writes, changed }
    },
    onMail(listener) {
      onMail = listener
    },
    async close() {
      clearTimeout(timer)
      await stop()
    },
  }
}

function readMessage(payload: string): { key: string | null; users: string[] } {
  try {
    const { key, users } = JSON.parse(payload) as { key?: string; users?: string[] }
    return { key: key ?? null, users: Array.isArray(users) ? users : [] }
  } catch {
    return { key: null, users: [] }
  }
}
