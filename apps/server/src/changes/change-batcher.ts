import type { ChangeKind, RecordChanged } from '@mortise/data'

/** How long changes are gathered before they are told: a bulk update becomes a few messages instead of thousands. */
const gatherMs = 60
const idsPerMessage = 500

/** Gathers changes and hands them on together. */
export interface ChangeBatcher {
  add(change: RecordChanged): void
  /** Hands on what is waiting, at once. */
  flush(): void
}

/** Merges changes of the same table and kind, drops ids told twice. */
export function createChangeBatcher(deliver: (changes: RecordChanged[]) => void): ChangeBatcher {
  let waiting = new Map<string, { app: string; entity: string; kind: ChangeKind; ids: Set<string> }>()
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const groups = [...waiting.values()]
    waiting = new Map()
    if (groups.length > 0) deliver(groups.flatMap(split))
  }
  return {
    add({ app, entity, kind, ids }) {
      const key = `${app} ${entity} ${kind}`
      const group = waiting.get(key) ?? { app, entity, kind, ids: new Set<string>() }
      waiting.set(key, group)
      for (const id of ids) group.ids.add(id)
      timer ??= setTimeout(flush, gatherMs)
    },
    flush,
  }
}

function split(group: { app: string; entity: string; kind: ChangeKind; ids: Set<string> }): RecordChanged[] {
  const ids = [...group.ids]
  // No ids: so many records changed that naming them was not worth it.
  if (ids.length === 0) return [{ ...group, ids }]
  const parts: RecordChanged[] = []
  for (let start = 0; start < ids.length; start += idsPerMessage)
    parts.push({ ...group, ids: ids.slice(start, start + idsPerMessage) })
  return parts
}
