import { uuidv7 } from '@mortise/core'
import type { Database } from '@mortise/data/server'

const channel = 'mortise_identity'

/** Tells the other servers that a user's rights or sessions changed (null: a department, so everybody's), and hears it. */
export interface IdentityNotices {
  send(userId: string | null): Promise<void>
  onNotice(listener: (userId: string | null) => void): void
  stop(): Promise<void>
}

/** Joins the servers of one database, over one connection of its own. */
export async function openIdentityNotices(database: Database): Promise<IdentityNotices> {
  const self = uuidv7()
  const listeners = new Set<(userId: string | null) => void>()
  const stop = await database.listen(channel, (payload) => {
    const [from, userId = ''] = payload.split(' ')
    if (from === self) return
    for (const listener of listeners) listener(userId || null)
  })
  return {
    async send(userId) {
      const payload = `${self} ${userId ?? ''}`
      // Only this process can reach the embedded database.
      if (database.engine === 'postgres')
        await database.run({ text: 'select pg_notify($1, $2)', values: [channel, payload] })
    },
    onNotice: (listener) => void listeners.add(listener),
    stop,
  }
}
