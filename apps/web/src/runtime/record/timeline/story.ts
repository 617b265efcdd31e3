import type { ChangeEvent, EntityRecord } from '@mortise/data'
import type { TimelineSource } from '@mortise/ui'

/** One thing that happened: a change or a comment of the record, or a record of another table. */
export type StoryItem = { id: string /** On the wall of the workspace, to be compared as text. */; wall: string } & (
  | { event: ChangeEvent }
  | { record: EntityRecord; source: TimelineSource }
)

/** A part of the story that one source told, newest first. */
export interface StoryChunk {
  /** `history`, or the number of the source. */
  source: string
  items: readonly StoryItem[]
  /** Where the source goes on; null at its end. */
  next: string | null
}

export interface ToldStory {
  items: StoryItem[]
  /** What has to be asked before more can be told, by source; null at the end. */
  cursors: { [source: string]: string } | null
}

/**
 * The story as far as it is certain: what is older than the last item of a source that goes on might still have something
 * of that source before it.
 */
export function tellStory(chunks: readonly StoryChunk[]): ToldStory {
  const open = openSources(chunks)
  const horizon =
    open
      .map(({ last }) => last)
      .toSorted()
      .at(-1) ?? ''
  const items = chunks
    .flatMap((chunk) => chunk.items)
    .filter(({ wall }) => wall >= horizon)
    .sort((a, b) => (a.wall === b.wall ? 0 : a.wall < b.wall ? 1 : -1))
  if (open.length === 0) return { items, cursors: null }
  const asked = open.filter(({ last }) => last === horizon)
  return { items, cursors: Object.fromEntries(asked.map(({ source, next }) => [source, next])) }
}

interface OpenSource {
  source: string
  next: string
  /** When the last item that it told was. */
  last: string
}

function openSources(chunks: readonly StoryChunk[]): OpenSource[] {
  const latest = new Map(chunks.map((chunk) => [chunk.source, chunk]))
  return [...latest.values()].flatMap(({ source, next, items }) =>
    next === null ? [] : [{ source, next, last: items.at(-1)?.wall ?? '' }],
  )
}

/** An instant on the wall of the workspace. */
export function wallOf(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
  })
  return parts.format(new Date(at)).replace(' ', 'T')
}

/** A day without a time comes before the times of that day. */
export const wallOfDay = (day: string) => `${day}T~`
