import { deepEqual } from '@mortise/core'
import type { DocumentId } from '@mortise/metadata'
import { ApiError, isNetworkError, messageOf } from '../../api/api-error.ts'
import { onConnectionChange } from '../../api/connection.ts'
import {
  type ChangesAnswer,
  conflictsOf,
  type DraftConflict,
  type LoadedDraft,
  type SentChange,
} from './draft-calls.ts'
import { type Documents, indexDocuments, withSteps } from './draft-documents.ts'
import { createKeeper, isNews, knownFrom, type Sent } from './draft-keeper.ts'
import type { DraftSnapshot, DraftStore, DraftStoreOptions } from './draft-store.ts'
import { mergeMine, settleConflicts } from './merge-drafts.ts'

interface DraftSyncOptions extends DraftStoreOptions {
  now(): number
  snapshot(): DraftSnapshot
  set(part: Partial<DraftSnapshot>): void
  setDocuments(documents: Documents, part?: Partial<DraftSnapshot>): void
}

export interface DraftSync extends Pick<DraftStore, 'flush' | 'refresh' | 'resolve' | 'dispose'> {
  /** Documents were changed here. */
  touch(ids: readonly DocumentId[]): void
  /** Starts anew from what the server answered. */
  forget(loaded: LoadedDraft): void
}

const saveAfter = 400
const tryAgainAfter = 5000
/** Of the unanswered changes of a document. */
const sentKept = 5

/** Brings what is changed here to the server and what others changed from there, and keeps the former in the browser. */
export function createDraftSync(options: DraftSyncOptions): DraftSync {
  const { calls, snapshot, set, setDocuments, now } = options
  let known = knownFrom(options.loaded, options.kept)
  const pending = new Set<DocumentId>(options.kept?.pending.map(({ id }) => id))
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let disposed = false
  const sent: Sent = new Map(options.kept?.pending.map(({ id, sent = [] }) => [id, sent]))
  const keep = createKeeper(options, () => ({ known, pending, sent }))
  const unfollow = onConnectionChange(() => pending.size > 0 && schedule(0))

  function schedule(delay: number) {
    clearTimeout(timer)
    if (!disposed) timer = setTimeout(() => void flush(), delay)
  }

  /** One at a time: what comes meanwhile follows in the next. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    if (snapshot().save.kind === 'conflict') return
    running ??= send().finally(() => {
      running = null
      if (pending.size > 0 && snapshot().save.kind === 'saving') schedule(0)
    })
    await running
  }

  async function send(): Promise<void> {
    const changes = changesNow()
    if (changes.length === 0) {
      pending.clear()
      set({ save: { kind: 'saved', at: now() } })
      return await keep()
    }
    set({ save: { kind: 'saving' } })
    for (const { id, document } of changes) sent.set(id, [...(sent.get(id) ?? []).slice(1 - sentKept), document])
    void keep()
    try {
      takeAnswer(changes, await calls.save(changes))
    } catch (error) {
      await takeFailure(error)
    }
    await keep()
  }

  function changesNow(): SentChange[] {
    const { documents } = snapshot()
    return [...pending].flatMap((id) => {
      const { version = null, document: base = null } = known.get(id) ?? {}
      const document = documents.get(id) ?? null
      return deepEqual(document, base) ? [] : [{ id, base: version, document }]
    })
  }

  function takeAnswer(answered: readonly SentChange[], { versions, merged, issues }: ChangesAnswer) {
    const different = new Map(merged.map(({ id, document }) => [id, document]))
    const { documents } = snapshot()
    const steps = answered.flatMap(({ id, document }) => {
      sent.delete(id)
      const there = different.has(id) ? (different.get(id) ?? null) : document
      known.set(id, { version: versions[id] ?? null, document: there })
      const present = documents.get(id) ?? null
      if (present === document) pending.delete(id)
      return there === document ? [] : [{ id, after: mergeMine(document, present, there) }]
    })
    if (steps.length > 0) setDocuments(withSteps(documents, steps))
    set({ issues, save: pending.size > 0 ? { kind: 'saving' } : { kind: 'saved', at: now() } })
  }

  async function takeFailure(error: unknown) {
    if (isNetworkError(error) || (error instanceof ApiError && error.status === 401)) {
      set({ save: { kind: 'local' } })
      return schedule(tryAgainAfter)
    }
    const conflicts = conflictsOf(error)
    if (conflicts && (await isWithMyself(conflicts))) return
    set({ save: conflicts ? { kind: 'conflict', conflicts } : { kind: 'refused', message: messageOf(error) } })
  }

  /** The answer to a change was lost, as in a reload, and it was edited further: that goes on from what arrived. */
  async function isWithMyself(conflicts: readonly DraftConflict[]): Promise<boolean> {
    const loaded = await calls.load().catch(() => null)
    if (!loaded) return false
    const there = indexDocuments(loaded.documents)
    const arrived = [...new Set(conflicts.map(({ id }) => id))].filter((id) =>
      sent.get(id)?.some((document) => deepEqual(document, there.get(id) ?? null)),
    )
    for (const id of arrived) {
      known.set(id, { version: loaded.versions[id] ?? null, document: there.get(id) ?? null })
      sent.delete(id)
    }
    return arrived.length > 0
  }

  function take(loaded: LoadedDraft) {
    const { documents } = snapshot()
    const there = indexDocuments(loaded.documents)
    const ids = new Set([...there.keys(), ...known.keys()])
    const steps = [...ids].flatMap((id) => {
      // What is changed here too is merged by the server, which needs to know what the change started from.
      if (pending.has(id)) return []
      const document = there.get(id) ?? null
      known.set(id, { version: loaded.versions[id] ?? null, document })
      return deepEqual(document, documents.get(id) ?? null) ? [] : [{ id, after: document }]
    })
    const { baseRevision, draft, issues } = loaded
    setDocuments(withSteps(documents, steps), { baseRevision, draft, ...(pending.size === 0 && { issues }) })
  }

  if (pending.size > 0) schedule(0)
  return {
    flush,
    touch(ids) {
      for (const id of ids) pending.add(id)
      if (!['conflict', 'local'].includes(snapshot().save.kind)) set({ save: { kind: 'saving' } })
      void keep()
      schedule(saveAfter)
    },
    async refresh(versions) {
      // Our own change is told of too, often before it is answered.
      await running
      const news =
        versions === undefined || Object.entries(versions).some(([id, version]) => isNews(known, id, version))
      if (news && !disposed) take(await calls.load())
    },
    async resolve(keepMine) {
      const { save } = snapshot()
      if (save.kind !== 'conflict') return
      const loaded = await calls.load()
      settle(save.conflicts, keepMine, loaded)
      await flush()
    },
    forget(loaded) {
      known = knownFrom(loaded, null)
      pending.clear()
      sent.clear()
      void keep()
    },
    dispose() {
      disposed = true
      clearTimeout(timer)
      unfollow()
    },
  }

  /** Puts what is kept of mine onto what the others have now, which is then what the next save starts from. */
  function settle(
    conflicts: readonly DraftConflict[],
    keepMine: (conflict: DraftConflict) => boolean,
    loaded: LoadedDraft,
  ) {
    const there = indexDocuments(loaded.documents)
    const { documents } = snapshot()
    const steps = [...new Set(conflicts.map(({ id }) => id))].map((id) => {
      const theirs = there.get(id) ?? null
      const base = known.get(id)?.document ?? null
      const own = conflicts.filter((conflict) => conflict.id === id)
      known.set(id, { version: loaded.versions[id] ?? null, document: theirs })
      return { id, after: settleConflicts({ base, mine: documents.get(id) ?? null, theirs }, own, keepMine) }
    })
    setDocuments(withSteps(documents, steps), { save: { kind: 'saving' } })
  }
}
