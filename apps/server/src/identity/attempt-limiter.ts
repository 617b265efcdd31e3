import { httpErrors } from '../errors.ts'

/** Counts failed attempts by key within a sliding window. */
export interface AttemptLimiter {
  /** Throws TOO_MANY_REQUESTS when the key has failed too often. */
  check(key: string): void
  /** Counts an attempt; before its outcome is known, so that many at the same moment do not slip past the limit. */
  failed(key: string): void
  /** Takes one attempt back that did not fail after all. */
  withdraw(key: string): void
  succeeded(key: string): void
}

/** In memory: with several servers, each counts its own. */
export function createAttemptLimiter(options: { max: number; windowMs: number; now?: () => number }): AttemptLimiter {
  const now = options.now ?? Date.now
  const attempts = new Map<string, number[]>()
  const recent = (key: string) => {
    const kept = (attempts.get(key) ?? []).filter((at) => at > now() - options.windowMs)
    if (kept.length > 0) attempts.set(key, kept)
    else attempts.delete(key)
    return kept
  }
  return {
    check(key) {
      const kept = recent(key)
      const [oldest] = kept
      if (oldest === undefined || kept.length < options.max) return
      const seconds = Math.max(1, Math.ceil((oldest + options.windowMs - now()) / 1000))
      throw httpErrors.TOO_MANY_REQUESTS({ seconds })
    },
    failed(key) {
      if (attempts.size > 50_000) for (const old of [...attempts.keys()]) recent(old)
      attempts.set(key, [...recent(key), now()].slice(-options.max))
    },
    withdraw: (key) => void attempts.get(key)?.pop(),
    succeeded: (key) => void attempts.delete(key),
  }
}
