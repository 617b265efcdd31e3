import type { EntityModel, Filter, ListOptions } from '@mortise/metadata'
import { resolvePath } from '@mortise/metadata'
import { useRuntimeServices, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { onLive } from '../../../api/live.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import { useApp, useCapabilities } from '../../../api/use-app.ts'
import { listTexts } from '../list-texts.ts'
import { useColumnField } from '../views/use-column-field.ts'
import { blockSize } from './block-cache.ts'
import { withPlainNumbers } from './calculated-values.ts'
import { computedParts } from './computed-parts.ts'
import { countRecords } from './count-records.ts'
import { createListStore, type ListSnapshot, type ListStore } from './list-store.ts'
import { useRecordReads } from './record-reads.ts'
import { groupQuery, segmentsOf } from './segments.tsx'

export interface ListData {
  store: ListStore
  snapshot: ListSnapshot
  /** The rows shown are still those of the filter before. */
  outdated: boolean
  /** Filter and search as they are asked for, for bulk actions and figures. */
  what: { filter?: Filter; search?: string }
}

/** The records of a list: blocks as they are scrolled to, groups, and the count; follows live changes. */
export function useListData(entity: EntityModel, options: ListOptions, search: string | undefined): ListData {
  const app = useApp()
  const reads = useRecordReads()
  const select = useMemo(() => selectOf(entity, options), [entity, options])
  const whatKey = JSON.stringify({ filter: options.filter, search })
  const what = useMemo<ListData['what']>(() => JSON.parse(whatKey), [whatKey])
  const columnField = useColumnField(entity)
  const sort = options.sort
  const computedKey = JSON.stringify(computedParts(options))
  const computed = useMemo<ReturnType<typeof computedParts>>(() => JSON.parse(computedKey), [computedKey])
  const { update, delete: remove } = useCapabilities(entity.key)
  // What may be done with no record at all need not be asked for each.
  const rights = update || remove
  const storeKey = JSON.stringify([
    app.key,
    entity.key,
    whatKey,
    select,
    sort,
    options.group,
    reads.scope,
    computedKey,
    rights,
  ])
  const store = useMemo(
    () =>
      createListStore(async (segment, page, signal) => {
        const filter = segment && what.filter ? { and: [what.filter, segment] } : (segment ?? what.filter)
        const query = { ...what, filter, select, sort, page, rights, ...computed }
        const found = await reads.query(app.key, entity.key, query, signal)
        return { ...found, records: withPlainNumbers(found.records, options.columns, columnField) }
      }),
    [storeKey],
  )
  useEffect(() => () => store.stop(), [store])
  useSegments(store, entity, options, what)
  useLiveRefresh(store, app.key, entity.key)
  return { ...useReady(store, entity.key), what }
}

/** Keeps the rows of the query before on the screen until the new ones have come. */
function useReady(store: ListStore, entity: string): Omit<ListData, 'what'> {
  const shown = useRef({ store, entity })
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot)
  if (snapshot.ready || snapshot.error || shown.current.entity !== entity) shown.current = { store, entity }
  const visible = shown.current.store
  return { store: visible, snapshot: visible.snapshot(), outdated: visible !== store }
}

function useSegments(store: ListStore, entity: EntityModel, options: ListOptions, what: ListData['what']) {
  const app = useApp()
  const reads = useRecordReads()
  const services = useRuntimeServices()
  const t = useText(listTexts)
  const path = options.group
  const field = path ? resolvePath(app.model, entity, path)?.field : undefined
  const counted = useQuery({
    queryKey: queryKeys.query(app.key, entity.key, { count: what, scope: reads.scope }),
    queryFn: ({ signal }) => countRecords((query) => reads.query(app.key, entity.key, query, signal), what),
    enabled: !field,
  })
  const groups = path && field ? groupQuery(path, field, what) : null
  const grouped = useQuery({
    queryKey: queryKeys.aggregate(app.key, entity.key, { groups, scope: reads.scope }),
    queryFn: ({ signal }) => (groups ? reads.aggregate(app.key, entity.key, groups, signal) : []),
    enabled: groups !== null,
  })
  const total = counted.data
  useEffect(() => {
    if (field) return
    // The first block is fetched without waiting for the count.
    const { count, estimated } = total ?? { count: blockSize, estimated: true }
    store.setSegments([{ key: 'all', head: null, filter: null, count }], estimated)
  }, [store, field, total])
  const rows = grouped.data
  useEffect(() => {
    if (!path || !field || !rows) return
    store.setSegments(segmentsOf({ path, field, rows, services, blankLabel: t('groupBlank') }), false)
  }, [store, path, field, rows, services, t])
  const failure = field ? grouped.error : counted.error
  useEffect(() => {
    if (failure) store.fail(failure)
  }, [store, failure])
}

function useLiveRefresh(store: ListStore, app: string, entity: string) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onLive((event) => {
      const concerned =
        event.type === 'resync' ||
        (event.type === 'record' &&
          event.change.app === app &&
          event.change.entity === entity &&
          event.change.kind !== 'comment' &&
          !store.isOwnChange(event.change.ids))
      if (!concerned) return
      clearTimeout(timer)
      timer = setTimeout(() => store.refresh(), 400)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [store, app, entity])
}

/** Fields to fetch: the columns, the title, and what saving needs. */
export function selectOf(entity: EntityModel, options: Pick<ListOptions, 'columns'>): string[] {
  return [
    ...new Set([
      'id',
      'version',
      entity.title.key,
      ...options.columns.flatMap(({ field, formula }) => (formula ? [] : [field])),
    ]),
  ]
}
