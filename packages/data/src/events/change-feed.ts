import { uuidv7 } from '@mortise/core'
import type { RecordChanged } from '../contract/changes.ts'
import type { Database } from '../database/database.ts'

type ChangeListener = (change: RecordChanged & { workspace: string }) => void

/** Tells listeners of this process, and the other servers on the same database, what was committed. */
export interface ChangeFeed {
  /** To be called after the commit. */
  publish(database: Database, change: RecordChanged & { workspace: string }): void
  onChange(listener: ChangeListener): () => void
  /** Hears what other servers publish on that database; the answer ends it. */
  listen(database: Database): Promise<() => Promise<void>>
  /** Sends what still waits to be sent to other servers. */
  flush(): Promise<void>
}

const changeChannel = 'mortise_change'

/** Changes go out to other servers together, so that a write costs no statement more. */
const sendDelayMs = 25

/** NOTIFY takes 8000 bytes at the most. */
const idsPerMessage = 150
/** Beyond this, the ids say less than that many records changed: the list is sent empty. */
const idsWorthSending = 900

/** A change on the wire; short names because of the limit. */
interface Message {
  o: string
  c: (RecordChanged & { workspace: string })[]
}

/** Makes the feed of one engine. */
export function createChangeFeed(): ChangeFeed {
  const origin = uuidv7()
  const listeners = new Set<ChangeListener>()
  const outgoing = new Map<Database, (RecordChanged & { workspace: string })[]>()
  let timer: NodeJS.Timeout | undefined
  const tell = (change: RecordChanged & { workspace: string }) => {
    for (const listener of listeners) listener(change)
  }
  const flush = async () => {
    clearTimeout(timer)
    timer = undefined
    const batches = [...outgoing]
    outgoing.clear()
    for (const [database, changes] of batches) await send(database, origin, changes)
  }
  return {
    publish(database, change) {
      if (change.ids.length === 0) return
      tell(change)
      // Only this process can reach the embedded database.
      if (database.engine === 'pglite') return
      outgoing.set(database, [...(outgoing.get(database) ?? []), ...portions(change)])
      // A message that cannot be sent is not worth an error: whoever shows old data reads it again in time.
      timer ??= setTimeout(() => void flush().catch(() => {}), sendDelayMs).unref()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    listen: (database) =>
      database.listen(changeChannel, (payload) => {
        const message = parseMessage(payload)
        if (message && message.o !== origin) message.c.forEach(tell)
      }),
    flush,
  }
}

/** A change in pieces that fit into a message. */
function portions(change: RecordChanged & { workspace: string }): (RecordChanged & { workspace: string })[] {
  if (change.ids.length > idsWorthSending) return [{ ...change, ids: [] }]
  const pieces = []
  for (let start = 0; start < change.ids.length; start += idsPerMessage) {
    pieces.push({ ...change, ids: change.ids.slice(start, start + idsPerMessage) })
  }
  return pieces
}

async function send(
  database: Database,
  origin: string,
  changes: readonly (RecordChanged & { workspace: string })[],
): Promise<void> {
  const messages: Message[] = []
  let room = 0
  for (const change of changes) {
    const size = change.ids.length + 5
    let message = messages.at(-1)
    if (!message || size > room) {
      message = { o: origin, c: [] }
      messages.push(message)
      room = idsPerMessage + 10
    }
    message.c.push(change)
    room -= size
  }
  for (const message of messages) {
    await database.run({ text: 'select pg_notify($1, $2)', values: [changeChannel, JSON.stringify(message)] })
  }
}

function parseMessage(payload: string): Message | null {
  try {
    const message = JSON.parse(payload) as Message
    return Array.isArray(message.c) ? message : null
  } catch {
    return null
  }
}
