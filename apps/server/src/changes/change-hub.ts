import type { DraftChanged, PresenceChanged } from '@mortise/api'
import type { RecordChanged } from '@mortise/data'
import type { SignedIn } from '../identity/signed-in.ts'
import { createChangeBatcher } from './change-batcher.ts'

/** One open stream to a browser. */
export interface Subscriber {
  app: string
  signedIn: SignedIn
  send(event: string, data: unknown): void
  end(): void
}

/** Tells open browsers what changed. */
export interface ChangeHub {
  subscribe(subscriber: Subscriber): () => void
  /** How many streams the user has open here. */
  countOf(userId: string): number
  recordChanged(change: RecordChanged): void
  revisionChanged(app: string, revision: number): void
  /** Told to those who may design the app. */
  draftChanged(change: DraftChanged): void
  presenceChanged(change: PresenceChanged): void
  /** These people were told something: their browsers look at once. */
  notified(users: readonly string[]): void
  /** Ends the streams of a user (null: of everybody); browsers come back and are identified anew. */
  disconnect(userId: string | null): void
  close(): void
}

export interface ChangeHubOptions {
  /** The changed records that this user may see, null for none: of others not even the ids may be told. */
  visible(signedIn: SignedIn, change: RecordChanged): Promise<string[] | null>
  /** Whether this user may design the app. */
  mayDesign(signedIn: SignedIn, app: string): boolean
  onError(error: unknown): void
}

/** Starts the hub. */
export function createChangeHub({ visible, mayDesign, onError }: ChangeHubOptions): ChangeHub {
  const subscribers = new Set<Subscriber>()
  const deliver = async (change: RecordChanged) => {
    const interested = [...subscribers].filter((subscriber) => subscriber.app === change.app)
    const byUser = Map.groupBy(interested, (subscriber) => subscriber.signedIn)
    for (const [signedIn, streams] of byUser) {
      const ids = await visible(signedIn, change)
      if (ids) for (const stream of streams) stream.send('record', { ...change, ids })
    }
  }
  const tellDesigners = (event: string, change: { app: string }) => {
    for (const { app, signedIn, send } of subscribers)
      if (app === change.app && mayDesign(signedIn, app)) send(event, change)
  }
  const batcher = createChangeBatcher((changes) => {
    for (const change of changes) deliver(change).catch(onError)
  })
  return {
    subscribe(subscriber) {
      subscribers.add(subscriber)
      return () => void subscribers.delete(subscriber)
    },
    countOf: (userId) => [...subscribers].filter(({ signedIn }) => signedIn.principal.id === userId).length,
    recordChanged: (change) => batcher.add(change),
    revisionChanged(app, revision) {
      for (const subscriber of subscribers) if (subscriber.app === app) subscriber.send('revision', { app, revision })
    },
    draftChanged: (change) => tellDesigners('draft', change),
    presenceChanged: (change) => tellDesigners('presence', change),
    notified(users) {
      const told = new Set(users)
      for (const { signedIn, send } of subscribers) if (told.has(signedIn.principal.id)) send('notification', {})
    },
    disconnect(userId) {
      for (const subscriber of [...subscribers])
        if (userId === null || subscriber.signedIn.principal.id === userId) subscriber.end()
    },
    close() {
      batcher.flush()
      for (const subscriber of [...subscribers]) subscriber.end()
    },
  }
}
