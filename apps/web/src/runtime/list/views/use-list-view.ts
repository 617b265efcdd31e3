import type { SavedView } from '@mortise/api'
import type { EntityModel, Filter, ListOptions, Sort, ViewOptions, ViewType } from '@mortise/metadata'
import { useLanguage } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api } from '../../../api/api-client.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import { useSession } from '../../../api/session.ts'
import { useApp } from '../../../api/use-app.ts'
import { useKinds } from '../../../api/use-kinds.ts'
import type { ListSearch } from '../list-search.ts'
import { type LayoutChange, readLayout, writeLayout } from './layout-memory.ts'
import { type ViewEntry, viewEntries } from './view-entries.ts'
import { sameOptions, usableOptions } from './view-options.ts'

/** The view that is open, with what the user changed about it. */
export interface ListView {
  views: readonly ViewEntry[]
  current: ViewEntry
  type: ViewType
  /** As the user sees it now; null where the table has nothing for a view of this type. */
  options: ViewOptions | null
  /** The options differ from the view as it was saved. */
  changed: boolean
  setFilter(filter: Filter | undefined): void
  setSort(sort: readonly Sort[]): void
  setLayout(change: LayoutChange): void
  reset(): void
  /** Opens another view; undefined: the first one. */
  open(viewId: string | undefined): void
}

/** A view that is a list, for the grid. */
export interface ShownList extends Pick<ListView, 'setSort' | 'setLayout'> {
  options: ListOptions
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
  const { viewTypes } = useKinds()
  const saved = useSavedViews(app.key, entity.key)
  const views = useMemo(
    () =>
      viewEntries({
        ...{ model: app.model, entity, userId: user.id, language },
        // A server that is a version ahead may know types that this page does not.
        saved: saved.filter(({ type }) => viewTypes.has(type)),
        all: { label: allLabel, options: viewTypes.get('list').defaultOptions(entity, app.model) ?? {} },
      }).filter(({ type }) => viewTypes.has(type)),
    [app.model, entity, saved, user.id, language, viewTypes],
  )
  const current = views.find((view) => view.id === search.view) ?? (views[0] as ViewEntry)
  const place = { userId: user.id, app: app.key, entity: entity.key, view: current.id }
  const placeKey = JSON.stringify(place)
  const [memory, setMemory] = useState<{ place: string; layout: LayoutChange } | null>(null)
  const stored = useMemo(() => readLayout(place), [placeKey])
  const layout = memory?.place === placeKey ? memory.layout : current.locked ? unchanged : stored

  const type = viewTypes.get(current.type)
  const original = useMemo(
    () => usableOptions(type, { model: app.model, entity }, current.options),
    [type, app.model, entity, current],
  )
  const { filter, sort } = search
  const options = useMemo(
    () => usableOptions(type, { model: app.model, entity }, merge(current.options, layout, { filter, sort })),
    [type, app.model, entity, current, layout, filter, sort],
  )
  const keep = (next: LayoutChange) => {
    if (!current.locked) writeLayout(place, next)
    setMemory({ place: placeKey, layout: next })
  }
  return {
    views,
    current,
    options,
    type,
    changed:
      original !== null && options !== null && !sameOptions(original, options, current.own ? [] : (type.passing ?? [])),
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

const unchanged: LayoutChange = {}
const allLabel = { zh: '全部', en: 'All' }

function merge(view: ViewOptions, layout: LayoutChange, { filter, sort }: ListSearch): ViewOptions {
  const changed = Object.entries(layout).filter(([, value]) => value !== undefined)
  return {
    ...view,
    ...Object.fromEntries(changed.map(([option, value]) => [option, value ?? undefined])),
    filter: filter === undefined ? view.filter : Object.keys(filter).length > 0 ? (filter as Filter) : undefined,
    sort: sort ?? view.sort,
  }
}
