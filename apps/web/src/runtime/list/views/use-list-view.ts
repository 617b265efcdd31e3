import type { SavedView } from '@mortise/api'
import type { EntityModel, Filter, ListOptions, Sort } from '@mortise/metadata'
import { useLanguage } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api } from '../../../api/api-client.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import { useSession } from '../../../api/session.ts'
import { useApp } from '../../../api/use-app.ts'
import type { ListSearch } from '../list-search.ts'
import { type LayoutChange, readLayout, writeLayout } from './layout-memory.ts'
import { sameOptions, usableOptions } from './list-options.ts'
import { type ViewEntry, viewEntries } from './view-entries.ts'

/** The view that is open, with what the user changed about it. */
export interface ListView {
  views: readonly ViewEntry[]
  current: ViewEntry
  options: ListOptions
  /** The options differ from the view as it was saved. */
  changed: boolean
  setFilter(filter: Filter | undefined): void
  setSort(sort: readonly Sort[]): void
  setLayout(change: LayoutChange): void
  reset(): void
  /** Opens another view; undefined: the first one. */
  open(viewId: string | undefined): void
}

export interface ListAddress {
  search: ListSearch
  /** Changes the address; undefined takes a parameter out. */
  navigate(change: Partial<ListSearch>): void
}

export function useListView(entity: EntityModel, { search, navigate }: ListAddress): ListView {
  const app = useApp()
  const language = useLanguage()
  const { user } = useSession()
  const saved = useSavedViews(app.key, entity.key)
  const views = useMemo(
    () =>
      viewEntries({ model: app.model, entity, saved, userId: user.id, language, allLabel: { zh: '全部', en: 'All' } }),
    [app.model, entity, saved, user.id, language],
  )
  const current = views.find((view) => view.id === search.view) ?? (views[0] as ViewEntry)
  const place = { userId: user.id, app: app.key, entity: entity.key, view: current.id }
  const placeKey = JSON.stringify(place)
  const [memory, setMemory] = useState<{ place: string; layout: LayoutChange } | null>(null)
  const stored = useMemo(() => readLayout(place), [placeKey])
  const layout = memory?.place === placeKey ? memory.layout : stored

  const original = useMemo(() => usableOptions(app.model, entity, current.options), [app.model, entity, current])
  const options = useMemo(
    () => usableOptions(app.model, entity, merge(current.options, layout, search)),
    [app.model, entity, current, layout, search],
  )
  const keep = (next: LayoutChange) => {
    writeLayout(place, next)
    setMemory({ place: placeKey, layout: next })
  }
  return {
    views,
    current,
    options,
    changed: !sameOptions(original, options),
    setFilter: (filter) => navigate({ filter: filter ?? {} }),
    setSort: (sort) => navigate({ sort: [...sort] }),
    setLayout: (change) => keep({ ...layout, ...change }),
    reset() {
      keep({})
      navigate({ filter: undefined, sort: undefined })
    },
    open: (view) => navigate({ view, filter: undefined, sort: undefined }),
  }
}

export function savedViewsQuery(app: string, entity: string) {
  return {
    queryKey: queryKeys.views(app, entity),
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (await api.get<{ views: SavedView[] }>(`/apps/${app}/views/${entity}`, { signal })).views,
  }
}

const noViews: readonly SavedView[] = []

function useSavedViews(app: string, entity: string): readonly SavedView[] {
  return useQuery(savedViewsQuery(app, entity)).data ?? noViews
}

function merge(view: ListOptions, layout: LayoutChange, { filter, sort }: ListSearch): ListOptions {
  return {
    columns: layout.columns ?? view.columns,
    rowHeight: layout.rowHeight ?? view.rowHeight,
    group: layout.group === undefined ? view.group : (layout.group ?? undefined),
    filter: filter === undefined ? view.filter : Object.keys(filter).length > 0 ? (filter as Filter) : undefined,
    sort: sort ?? view.sort,
  }
}
