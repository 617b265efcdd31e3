import { useSyncExternalStore } from 'react'

export interface Selected {
  ids: ReadonlySet<string>
  /** The one that was selected last: where moves and insertions start. Null: nothing is. */
  lead: string | null
  /** Where a selection of several began. */
  anchor: string | null
}

/** What is selected on a form. Each node hears only of itself. */
export interface SelectionStore {
  get(): Selected
  subscribe(listener: () => void): () => void
  select(ids: readonly string[]): void
  toggle(id: string): void
  /** From where the selection began to a node, in an order of nodes. */
  extend(id: string, order: readonly string[]): void
}

const nothing: Selected = { ids: new Set(), lead: null, anchor: null }

export function createSelection(): SelectionStore {
  let selected = nothing
  const listeners = new Set<() => void>()
  const set = (next: Selected) => {
    selected = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => selected,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    select(ids) {
      const lead = ids.at(-1) ?? null
      set({ ids: new Set(ids), lead, anchor: lead })
    },
    toggle(id) {
      const ids = new Set(selected.ids)
      if (!ids.delete(id)) ids.add(id)
      set({ ids, lead: ids.has(id) ? id : ([...ids].at(-1) ?? null), anchor: id })
    },
    extend(id, order) {
      const anchor = selected.anchor ?? id
      const [from, to] = [order.indexOf(anchor), order.indexOf(id)].toSorted((a, b) => a - b)
      const ids = from === undefined || from < 0 || to === undefined ? [id] : order.slice(from, to + 1)
      set({ ids: new Set(ids), lead: id, anchor })
    },
  }
}

/** Whether a node is selected, alone or with others. */
export function useIsSelected(selection: SelectionStore, id: string): 'no' | 'alone' | 'among' {
  return useSyncExternalStore(selection.subscribe, () => {
    const { ids } = selection.get()
    return !ids.has(id) ? 'no' : ids.size === 1 ? 'alone' : 'among'
  })
}

export function useSelected(selection: SelectionStore): Selected {
  return useSyncExternalStore(selection.subscribe, selection.get)
}
