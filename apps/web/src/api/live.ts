import type { DraftChanged, PresenceChanged } from '@mortise/api'
import type { RecordChanged } from '@mortise/data'
import { queryClient } from './query-client.ts'
import { queryKeys } from './query-keys.ts'

/** What comes over the live stream. `resync`: the stream was interrupted, so changes may have been missed. */
export type LiveEvent =
  | { type: 'record'; change: RecordChanged }
  | { type: 'revision'; app: string; revision: number }
  | { type: 'resync'; app: string }
  /** This user was told something: a task, a copy, how something ended. */
  | { type: 'notification' }
  | ({ type: 'draft' } & DraftChanged)
  | ({ type: 'presence' } & PresenceChanged)

type Listener = (event: LiveEvent) => void

const listeners = new Set<Listener>()

/** Hears everything of the open app's stream; the answer ends it. */
export function onLive(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whatever is shown of an app may be old, as after a lost session: it is fetched again. */
export function resyncApp(app: string): void {
  spread({ type: 'resync', app })
}

/**
 * Follows the changes of an app. Of all tabs, the one that holds the lock keeps the stream open and passes events on
 * to the others, because a browser allows only six connections to a server. The answer ends it.
 */
export function followApp(app: string): () => void {
  const channel = new BroadcastChannel(`mortise-live-${app}`)
  const stopped = new AbortController()
  channel.onmessage = (message: MessageEvent<LiveEvent>) => spread(message.data)
  const lead = () =>
    readStream(app, stopped.signal, (event) => {
      channel.postMessage(event)
      spread(event)
    })
  // Locks exist on secure origins only; elsewhere each tab has a stream of its own.
  if (navigator.locks) {
    navigator.locks.request(`mortise-live-${app}`, { signal: stopped.signal }, lead).catch(() => undefined)
  } else void lead()
  return () => {
    stopped.abort()
    channel.close()
  }
}

/** Keeps one stream open until the signal; the promise holds the lock for as long. */
function readStream(app: string, signal: AbortSignal, emit: Listener): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let interrupted = false
    function open() {
      source = new EventSource(`/api/apps/${app}/changes`)
      source.addEventListener('open', () => {
        if (interrupted) emit({ type: 'resync', app })
        interrupted = false
      })
      source.addEventListener('record', (event) => emit({ type: 'record', change: JSON.parse(event.data) }))
      source.addEventListener('revision', (event) => emit({ type: 'revision', ...JSON.parse(event.data) }))
      source.addEventListener('notification', () => emit({ type: 'notification' }))
      // To those who may design the app only.
      source.addEventListener('draft', (event) => emit({ type: 'draft', ...JSON.parse(event.data) }))
      source.addEventListener('presence', (event) => emit({ type: 'presence', ...JSON.parse(event.data) }))
      source.addEventListener('error', () => {
        interrupted = true
        // The browser connects again by itself unless the server refused.
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, 10_000)
      })
    }
    open()
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      source?.close()
      resolve()
    })
  })
}

const revisions = new Map<string, number>()

/** The newest revision of an app that was told of; 0 where none was. */
export const latestRevision = (app: string): number => revisions.get(app) ?? 0

function spread(event: LiveEvent): void {
  if (event.type === 'revision') revisions.set(event.app, event.revision)
  if (event.type === 'record') markStale(event.change.app, event.change.entity)
  if (event.type === 'resync')
    void queryClient.invalidateQueries({ queryKey: [...queryKeys.app(event.app), 'records'] })
  if (event.type === 'notification') {
    void queryClient.invalidateQueries({ queryKey: queryKeys.tasks() })
    void queryClient.invalidateQueries({ queryKey: ['instance'] })
  }
  for (const listener of listeners) listener(event)
}

const stale = new Map<string, readonly string[]>()
let flush: ReturnType<typeof setTimeout> | undefined

/** Many changes come at once (an import); what is on the screen is fetched again at most three times a second. */
function markStale(app: string, entity: string): void {
  stale.set(`${app}/${entity}`, queryKeys.entity(app, entity))
  if (flush) return
  flush = setTimeout(() => {
    flush = undefined
    const keys = [...stale.values()]
    stale.clear()
    for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey })
  }, 300)
}
