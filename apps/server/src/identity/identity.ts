import type { Database } from '@mortise/data/server'
import type { Config } from '../config.ts'
import { publicUrl } from '../config.ts'
import type { Auth } from './auth.ts'
import { createIdentifier, type Identifier } from './identify.ts'
import { createIdentityCache } from './identity-cache.ts'
import { openIdentityNotices } from './identity-notices.ts'

/** Everything about who is signed in. */
export interface Identity {
  identifier: Identifier
  /** better-auth, loaded at the first sign-in: it is not needed to answer requests. */
  auth(): Promise<Auth>
  secret: string
  secureCookies: boolean
  /** Call after each change of a user's sessions or rights (null: of departments): all servers forget what they knew. */
  changed(userId: string | null): Promise<void>
  /** Hears of such changes, made here or on another server. */
  onChanged(listener: (userId: string | null) => void): void
  close(): Promise<void>
}

/** Puts identity together. */
export async function openIdentity(database: Database, config: Config, secret: string): Promise<Identity> {
  const cache = createIdentityCache()
  const notices = await openIdentityNotices(database)
  const listeners: ((userId: string | null) => void)[] = [(userId) => cache.forget(userId)]
  const tell = (userId: string | null) => {
    for (const listener of listeners) listener(userId)
  }
  notices.onNotice(tell)
  let auth: Promise<Auth> | undefined
  return {
    identifier: createIdentifier(database, cache, secret),
    auth() {
      auth ??= import('./auth.ts').then(({ createAuth }) =>
        createAuth({ database, secret, baseUrl: publicUrl(config), sessionHours: config.sessionHours }),
      )
      return auth
    },
    secret,
    secureCookies: publicUrl(config).startsWith('https:'),
    async changed(userId) {
      tell(userId)
      await notices.send(userId)
    },
    onChanged: (listener) => void listeners.push(listener),
    close: () => notices.stop(),
  }
}
