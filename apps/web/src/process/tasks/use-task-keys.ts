import type { InboxEntry } from '@mortise/api'
import { useShortcuts } from '@mortise/ui'
import type { TaskSelection } from './use-task-selection.ts'

interface TaskKeys {
  entries: readonly InboxEntry[]
  open: InboxEntry | undefined
  go(entry: InboxEntry): void
  selection: TaskSelection
}

/** J and K step through the list, X selects, Esc selects nothing; A and R belong to what is open. */
export function useTaskKeys({ entries, open, go, selection }: TaskKeys): void {
  const step = (delta: 1 | -1) => () => {
    const at = open ? entries.indexOf(open) : delta > 0 ? -1 : entries.length
    const next = entries[at + delta]
    if (!next) return false
    go(next)
    return true
  }
  useShortcuts({
    j: step(1),
    k: step(-1),
    x: () => {
      const entry = open ?? entries[0]
      if (!entry || !selection.possible) return false
      selection.toggle(entry)
      return true
    },
    escape: () => {
      if (selection.count === 0) return false
      selection.clear()
      return true
    },
  })
}
