import type { SignedIn } from './signed-in.ts'

/** How long a session, a role or a department may lag behind when the notice of a change is lost. */
const timeToLiveMs = 10_000
const maxEntries = 20_000

/** Who is behind a cookie or token, remembered for seconds, so that a request costs no query. */
export interface IdentityCache {
  get(credential: string): SignedIn | undefined
  /** Runs the look-up and remembers its result, unless something was forgotten meanwhile. */
  load(credential: string, find: () => Promise<SignedIn | null>): Promise<SignedIn | null>
  /** Forgets a user, or everybody when a department changed. */
  forget(userId: string | null): void
}

/** Makes an empty cache; `now` is in milliseconds. */
export function createIdentityCache(now: () => number = Date.now): IdentityCache {
  const entries = new Map<string, { signedIn: SignedIn; until: number }>()
  let generation = 0
  return {
    get(credential) {
      const entry = entries.get(credential)
      return entry && entry.until > now() ? entry.signedIn : undefined
    },
    async load(credential, find) {
      const before = generation
      const signedIn = await find()
      // A look-up that began before a sign-out must not bring the session back.
      if (signedIn && before === generation) {
        if (entries.size >= maxEntries) entries.clear()
        entries.set(credential, { signedIn, until: now() + timeToLiveMs })
      }
      return signedIn
    },
    forget(userId) {
      generation += 1
      for (const [credential, { signedIn }] of entries)
        if (userId === null || signedIn.principal.id === userId) entries.delete(credential)
    },
  }
}
