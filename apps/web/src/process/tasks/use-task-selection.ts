import type { InboxBox, InboxEntry } from '@mortise/api'
import { useEffect, useMemo, useState } from 'react'
import { entryKey } from './use-inbox.ts'

/** Tasks that are chosen to be decided together. */
export interface TaskSelection {
  /** Only what waits for the user can be. */
  possible: boolean
  count: number
  entries: readonly InboxEntry[]
  has(entry: InboxEntry): boolean
  toggle(entry: InboxEntry): void
  clear(): void
}

/** So many can be decided at once. */
export const mostAtOnce = 100

/** Keeps which tasks are chosen. What has left the box is chosen no longer. */
export function useTaskSelection(box: InboxBox, entries: readonly InboxEntry[] | undefined): TaskSelection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => setKeys(new Set()), [box])
  return useMemo(() => {
    const chosen = (entries ?? []).filter((entry) => keys.has(entryKey(entry)))
    return {
      possible: box === 'todo',
      count: chosen.length,
      entries: chosen,
      has: (entry) => keys.has(entryKey(entry)),
      toggle(entry) {
        const key = entryKey(entry)
        setKeys((before) => {
          if (before.has(key)) return new Set([...before].filter((other) => other !== key))
          return before.size < mostAtOnce ? new Set([...before, key]) : before
        })
      },
      clear: () => setKeys(new Set()),
    }
  }, [box, entries, keys])
}
