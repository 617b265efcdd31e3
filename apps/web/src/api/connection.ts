import { useSyncExternalStore } from 'react'

export type Connection = 'online' | 'offline'

let state: Connection = navigator.onLine ? 'online' : 'offline'
let probe: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

/** Whether the server can be reached, as far as the last calls tell. */
export function useConnection(): Connection {
  return useSyncExternalStore(onConnectionChange, currentConnection)
}

export function currentConnection(): Connection {
  return state
}

/** Calls the listener when the connection is lost or back; the answer ends it. */
export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The client reports what happened to each call. */
export function reportConnection(next: Connection): void {
  if (next === 'offline') scheduleProbe()
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

/** While offline, a small request every few seconds finds out when the server is back. */
function scheduleProbe(): void {
  if (probe) return
  probe = setTimeout(() => {
    probe = undefined
    fetch('/api/health', { cache: 'no-store' }).then(
      (response) => {
        reportConnection(response.ok ? 'online' : 'offline')
        // An answer that nobody reads keeps its connection.
        void response.body?.cancel()
      },
      () => reportConnection('offline'),
    )
  }, 3000)
}

window.addEventListener('online', scheduleProbe)
window.addEventListener('offline', () => reportConnection('offline'))
