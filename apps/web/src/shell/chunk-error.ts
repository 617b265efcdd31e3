import { currentConnection } from '../api/connection.ts'

const reloadedKey = 'mortise-reloaded'

/** Whether a part of the program could not be fetched: no connection, or the server has a newer version with other files. */
export function isChunkError(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script failed|preload CSS/i.test(error.message)
}

/** Loads the page again for the new version; not in a loop, and not without a connection. */
export function reloadOnce(): void {
  if (currentConnection() === 'offline') return
  const last = Number(sessionStorage.getItem(reloadedKey) ?? 0)
  if (Date.now() - last < 20_000) return
  sessionStorage.setItem(reloadedKey, String(Date.now()))
  location.reload()
}
