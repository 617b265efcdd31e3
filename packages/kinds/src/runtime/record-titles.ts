import type { AppModel, EntityModel } from '@mortise/metadata'
import { type RuntimeServices, useRuntimeServices } from '@mortise/ui'
import { useEffect, useSyncExternalStore } from 'react'
import { foldText } from './option-choices.ts'

/** What a record is called; null when it does not exist or may not be seen; undefined while it is looked up. */
export type RecordTitle = string | null | undefined

interface TitleStore {
  read(entity: string, id: string): RecordTitle
  /** The only record known to have that title; undefined when none or several have it. */
  find(entity: string, title: string): string | undefined
  request(entity: string, id: string): void
  put(entity: string, id: string, title: string): void
  subscribe(listener: () => void): () => void
}

/** By the app as this user sees it: another user, or another revision, starts anew. */
const stores = new WeakMap<AppModel, TitleStore>()
const freshFor = 30_000
const waitBeforeAsking = 5
const idsPerQuery = 200

/** The title of a record, looked up together with all others that are drawn in the same moment. */
export function useRecordTitle(entity: string, id: string | null): RecordTitle {
  const store = titleStore(useRuntimeServices())
  const title = useSyncExternalStore(store.subscribe, () => (id === null ? null : store.read(entity, id)))
  useEffect(() => {
    if (id !== null) store.request(entity, id)
  }, [store, entity, id])
  return title
}

/** The titles known for an app as this user sees it. */
export function titleStore(services: RuntimeServices): TitleStore {
  let store = stores.get(services.app)
  if (!store) {
    store = createTitleStore(services)
    stores.set(services.app, store)
  }
  return store
}

/** The title of a record that was read with its title field. */
export function titleOf(entity: EntityModel, record: { [field: string]: unknown }, language: string): string {
  const { title } = entity
  const value = record[title.key]
  if (value === null || value === undefined || value === '') return String(record.id ?? '')
  return title.kind.text?.(value as never, title, language) ?? String(value)
}

function createTitleStore(services: RuntimeServices): TitleStore {
  const titles = new Map<string, { title: RecordTitle; at: number }>()
  const waiting = new Map<string, Set<string>>()
  const listeners = new Set<() => void>()

  function publish() {
    for (const listener of listeners) listener()
  }

  async function load(entityKey: string, ids: string[]) {
    const entity = services.app.entities.get(entityKey)
    const found = entity ? await queryTitles(services, entity, ids) : new Map<string, string>()
    if (!found) return forget(entityKey, ids)
    const at = Date.now()
    for (const id of ids) titles.set(`${entityKey}/${id}`, { title: found.get(id) ?? null, at })
    publish()
  }

  /** After a failure nothing is known: whoever draws the record next asks again. */
  function forget(entityKey: string, ids: string[]) {
    for (const id of ids) {
      const key = `${entityKey}/${id}`
      if (titles.get(key)?.title === undefined) titles.delete(key)
    }
  }

  function flush() {
    for (const [entity, ids] of waiting) {
      const all = [...ids]
      for (let from = 0; from < all.length; from += idsPerQuery) void load(entity, all.slice(from, from + idsPerQuery))
    }
    waiting.clear()
  }

  return {
    read: (entity, id) => titles.get(`${entity}/${id}`)?.title,
    find(entity, title) {
      const wanted = foldText(title)
      const found = [...titles].filter(
        ([key, known]) => key.startsWith(`${entity}/`) && known.title && foldText(known.title) === wanted,
      )
      return found.length === 1 ? found[0]?.[0].slice(entity.length + 1) : undefined
    },
    request(entity, id) {
      const known = titles.get(`${entity}/${id}`)
      if (known && Date.now() - known.at < freshFor) return
      titles.set(`${entity}/${id}`, { title: known?.title, at: Date.now() })
      if (waiting.size === 0) setTimeout(flush, waitBeforeAsking)
      waiting.set(entity, (waiting.get(entity) ?? new Set()).add(id))
    },
    put(entity, id, title) {
      titles.set(`${entity}/${id}`, { title, at: Date.now() })
      publish()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

async function queryTitles(services: RuntimeServices, entity: EntityModel, ids: string[]) {
  try {
    const { records } = await services.query(entity.key, {
      select: [entity.title.key],
      filter: { field: 'id', op: 'in', value: ids },
      page: { size: ids.length },
      archived: 'include',
    })
    return new Map(records.map((record) => [record.id, titleOf(entity, record, services.language)]))
  } catch {
    // A lost connection or a refusal: cells stay without a title, nothing else depends on it.
    return null
  }
}
