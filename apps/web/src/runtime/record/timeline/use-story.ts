import type { ChangeEvent, EntityRecord, Query } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { type TimelineSource, useRuntimeServices } from '@mortise/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { onLive } from '../../../api/live.ts'
import { queryClient } from '../../../api/query-client.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import { records } from '../../../api/records.ts'
import { useApp } from '../../../api/use-app.ts'
import { type RecordReads, useRecordReads } from '../../list/data/record-reads.ts'
import { type StoryChunk, tellStory, wallOf, wallOfDay } from './story.ts'

/** So much of the history at once, and so much of every other source. */
const eventsAtOnce = 30
const recordsAtOnce = 20

export interface StoryOptions {
  /** Whether changes and comments of the record are a part of it. */
  changes: boolean
  sources: readonly TimelineSource[]
}

/** The story of a record, newest first; more on request. Told again when the live stream says that something changed. */
export function useStory(entity: EntityModel, id: string, { changes, sources }: StoryOptions) {
  const { model } = useApp()
  const { timeZone } = useRuntimeServices()
  const reads = useRecordReads()
  const known = useMemo(
    () => sources.filter((source) => isThere(model.entities.get(source.entity), source)),
    [model, sources],
  )
  const queryKey = useMemo(
    () => [...queryKeys.history(entity.app, entity.key, id), { changes, known }],
    [entity, id, changes, known],
  )
  const reading = { app: entity.app, reads, entities: model.entities, timeZone, sources: known, entity: entity.key, id }
  const query = useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam, signal }) => {
      const asked = pageParam ?? startOf(changes, known)
      return await Promise.all(
        Object.entries<string>(asked).map(([source, cursor]) => readChunk(source, cursor, reading, signal)),
      )
    },
    initialPageParam: null as { [source: string]: string } | null,
    getNextPageParam: (_, pages) => tellStory(pages.flat()).cursors,
  })
  useFollowSources(entity.app, known, queryKey)
  const told = useMemo(() => query.data && tellStory(query.data.pages.flat()), [query.data])
  return {
    items: told?.items,
    error: query.data ? null : query.error,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  }
}

/** The key is that of the record; changes of the other tables are heard here. */
function useFollowSources(app: string, sources: readonly TimelineSource[], queryKey: readonly unknown[]): void {
  useEffect(
    () =>
      onLive((event) => {
        if (event.type !== 'record' || event.change.app !== app) return
        if (sources.some(({ entity }) => entity === event.change.entity))
          void queryClient.invalidateQueries({ queryKey })
      }),
    [app, sources, queryKey],
  )
}

const start = ''

const startOf = (changes: boolean, sources: readonly TimelineSource[]): { [source: string]: string } =>
  Object.fromEntries([...(changes ? [['history', start]] : []), ...sources.map((_, index) => [String(index), start])])

function isThere(entity: EntityModel | undefined, { field, date }: TimelineSource): boolean {
  return [field, date].every((key) => entity?.fields.has(key))
}

interface Reading {
  app: string
  reads: RecordReads
  entities: ReadonlyMap<string, EntityModel>
  timeZone: string
  sources: readonly TimelineSource[]
  entity: string
  id: string
}

async function readChunk(source: string, cursor: string, reading: Reading, signal: AbortSignal): Promise<StoryChunk> {
  const { app, reads, entity, id, timeZone, sources, entities } = reading
  if (source === 'history') {
    const page = { size: eventsAtOnce, ...(cursor !== start && { before: cursor }) }
    const { events, next } = await records.history(app, entity, id, page, signal)
    return {
      source,
      next,
      items: events.map((event: ChangeEvent) => ({ id: event.id, wall: wallOf(event.at, timeZone), event })),
    }
  }
  const told = sources[Number(source)]
  const table = told && entities.get(told.entity)
  if (!told || !table) return { source, next: null, items: [] }
  const page = await reads.query(app, told.entity, queryOf(told, table, id, cursor), signal)
  const wall = (record: EntityRecord) => {
    const at = String(record[told.date])
    return at.includes('T') ? wallOf(at, timeZone) : wallOfDay(at)
  }
  return {
    source,
    next: page.next,
    items: page.records.map((record) => ({ id: record.id, wall: wall(record), record, source: told })),
  }
}

function queryOf({ field, date, show = [] }: TimelineSource, table: EntityModel, id: string, cursor: string): Query {
  const many = table.fields.get(field)?.kind.relation === 'many'
  const here = many ? { field, op: 'has_any' as const, value: [id] } : { field, op: 'eq' as const, value: id }
  return {
    select: [...new Set([table.title.key, date, ...show])].filter((path) => path !== 'id'),
    filter: { and: [here, { field: date, op: 'not_blank' }] },
    sort: [{ field: date, direction: 'desc' }],
    page: { size: recordsAtOnce, ...(cursor !== start && { after: cursor }) },
  }
}
