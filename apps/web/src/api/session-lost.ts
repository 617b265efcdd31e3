import { useSyncExternalStore } from 'react'

let lost = false
const listeners = new Set<() => void>()

/** The server no longer knows the session. The shell asks for the password over the page, so nothing typed is lost. */
export function reportSessionLost(): void {
  set(true)
}

/** Signed in again. */
export function reportSessionBack(): void {
  set(false)
}

export function useSessionLost(): boolean {
  return useSyncExternalStore(subscribe, () => lost)
}

function set(value: boolean): void {
  if (lost === value) return
  lost = value
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
