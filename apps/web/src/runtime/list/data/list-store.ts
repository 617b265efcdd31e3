import type { EntityRecord } from '@mortise/data'
import type { Filter } from '@mortise/metadata'
import type { GridSource } from '@mortise/ui/grid'
import { type BlockPage, blockSize } from './block-cache.ts'
import { layOut, neighbourOf, type Part, rowOf, type Segment, scrollLimit, spans } from './list-parts.ts'
import { type BlockRequest, createRecordBlocks } from './record-blocks.ts'

export interface ListSnapshot {
  /** Something has come, even if it is nothing. */
  ready: boolean
  error: unknown
  /** How many records match. */
  total: number
  estimated: boolean
  /** More match than can be scrolled through. */
  capped: boolean
  source: GridSource<EntityRecord>
  /** Indexes of the rows that are heads of groups. */
  heads: readonly number[]
}

export type ListFetch = (filter: Filter | null, request: BlockRequest, signal: AbortSignal) => Promise<BlockPage>

/** The records of a list as they are loaded: what is on the screen, and what came before. */
export interface ListStore {
  snapshot(): ListSnapshot
  subscribe(listener: () => void): () => void
  setSegments(segments: readonly Segment[], estimated: boolean): void
  toggleGroup(key: string): void
  find(id: string): EntityRecord | undefined
  /** What may be done with the records is not the same for all of them. */
  rightsDiffer(): boolean
  /** Puts a saved record in its place; its echo on the live stream will not load the list again. */
  patch(record: EntityRecord): void
  isOwnChange(ids: readonly string[]): boolean
  /** Ids around a record, in the order of the list; undefined where it is not loaded. */
  neighbour(id: string, delta: number): string | undefined
  refresh(): void
  fail(error: unknown): void
  retry(): void
  stop(): void
}

/** A change of our own comes back on the live stream within this time. */
const echoTime = 5000

export function createListStore(fetch: ListFetch): ListStore {
  let differ = false
  const rows = createRows(async (...asked) => {
    const page = await fetch(...asked)
    differ ||= page.records[0]?.$can !== undefined
    return page
  })
  const saved = new Map<string, number>()
  return {
    snapshot: rows.snapshot,
    subscribe: rows.subscribe,
    setSegments: rows.setSegments,
    toggleGroup(key) {
      rows.setParts((parts) =>
        parts.map((part) => (part.key === key ? { ...part, collapsed: !part.collapsed, row: null } : part)),
      )
      rows.loadSeen()
    },
    find: (id) =>
      rows
        .parts()
        .map((part) => part.blocks.cache.find(id))
        .find((record) => record !== undefined),
    rightsDiffer: () => differ,
    patch(record) {
      saved.set(record.id, Date.now())
      for (const part of rows.parts()) part.blocks.cache.patch(record)
      rows.publish()
    },
    isOwnChange: (ids) => ids.length > 0 && ids.every((id) => Date.now() - (saved.get(id) ?? 0) < echoTime),
    neighbour: (id, delta) => neighbourOf(rows.parts(), id, delta),
    refresh() {
      for (const part of rows.parts()) part.blocks.markStale()
      rows.loadSeen()
    },
    fail: (error) => rows.publish({ error }),
    retry() {
      rows.publish({ error: null })
      rows.loadSeen()
    },
    stop: rows.stop,
  }
}

/** A scroll that goes on within this time loads nothing on the way. */
const settleTime = 50

/** The parts of the list, what of them is on the screen, and everyone who watches. */
function createRows(fetch: ListFetch) {
  const listeners = new Set<() => void>()
  let parts: Part[] = []
  let state = { ready: false, error: null as unknown, estimated: false }
  let seen = { from: 0, to: blockSize }
  let timer: ReturnType<typeof setTimeout> | undefined
  let snapshot = snapshotOf()

  function snapshotOf(): ListSnapshot {
    const rowCount = layOut(parts)
    const total = parts.reduce((sum, part) => sum + part.count, 0)
    const source = { rowCount, rowAt: (index: number) => rowOf(parts, index), ensureRange, loadRange }
    const heads = parts.filter(({ head }) => head !== null).map(({ start }) => start)
    return { ...state, total, capped: parts.some((part) => part.count > scrollLimit), source, heads }
  }
  function publish(change: Partial<typeof state> = {}) {
    state = { ...state, ...change }
    snapshot = snapshotOf()
    for (const listener of listeners) listener()
  }
  function ensureRange(from: number, to: number) {
    seen = { from, to }
    clearTimeout(timer)
    timer = setTimeout(loadSeen, settleTime)
  }
  function loadSeen() {
    const wanted = new Map(spans(parts, seen).map(({ part, ...span }) => [part, span]))
    for (const part of parts) {
      const span = wanted.get(part)
      if (span) part.blocks.want(Math.floor(span.from / blockSize), Math.floor(span.to / blockSize))
      // What had nothing in it has no row to be seen by; the first record may have come.
      else if (part.count === 0) part.blocks.want(0, 0)
      else part.blocks.stop()
    }
  }
  async function loadRange(from: number, to: number) {
    for (const span of spans(parts, { from, to })) {
      await span.part.blocks.load(Math.floor(span.from / blockSize), Math.floor(span.to / blockSize))
    }
    return Array.from({ length: to - from }, (_, offset) => rowOf(parts, from + offset))
  }
  function received() {
    const exact = parts.map(correctCount).every(Boolean)
    publish({ ready: true, error: null, ...(exact ? { estimated: false } : {}) })
  }
  return {
    parts: () => parts,
    snapshot: () => snapshot,
    publish,
    loadSeen,
    setParts(change: (parts: Part[]) => Part[]) {
      parts = change(parts)
      publish()
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    setSegments(segments: readonly Segment[], estimated: boolean) {
      parts = continueParts(parts, segments, (segment) =>
        createRecordBlocks({
          fetch: (request, signal) => fetch(segment.filter, request, signal),
          onChange: received,
          onError: (error) => publish({ error }),
        }),
      )
      const exact = parts.map(correctCount).every(Boolean)
      const nothing = segments.every((segment) => segment.count === 0)
      publish({ ready: state.ready || nothing, error: null, estimated: estimated && !exact })
      loadSeen()
    },
    stop() {
      clearTimeout(timer)
      for (const part of parts) part.blocks.stop()
    },
  }
}

/** The parts of new segments; those that were there keep their records and whether they are folded. */
function continueParts(
  before: readonly Part[],
  segments: readonly Segment[],
  newBlocks: (segment: Segment) => Part['blocks'],
): Part[] {
  const known = new Map(before.map((part) => [part.key, part]))
  const next = segments.map((segment): Part => {
    const previous = known.get(segment.key)
    known.delete(segment.key)
    const blocks = previous?.blocks ?? newBlocks(segment)
    return { ...segment, collapsed: previous?.collapsed ?? false, blocks, row: null, start: 0, rows: 0 }
  })
  for (const gone of known.values()) gone.blocks.stop()
  return next
}

/** Estimates are put right by what has really come; true when the end is known. */
function correctCount(part: Part): boolean {
  const end = part.blocks.cache.knownEnd()
  part.count = end ?? Math.max(part.count, part.blocks.cache.reached())
  return end !== null
}
