interface Search<Key> {
  next: (key: Key) => readonly Key[]
  index: Map<Key, number>
  low: Map<Key, number>
  path: Key[]
  /** Keys whose component is complete. */
  done: Set<Key>
  components: Key[][]
}

interface Frame<Key> {
  key: Key
  rest: Key[]
}

/** What lies in circles with each other, taken together; what leads to others comes before them. */
export function componentsOf<Key>(keys: Iterable<Key>, next: (key: Key) => readonly Key[]): Key[][] {
  const search: Search<Key> = { next, index: new Map(), low: new Map(), path: [], done: new Set(), components: [] }
  for (const key of keys) if (!search.index.has(key)) visit(search, key)
  return search.components.reverse()
}

/** Whether a component is a circle, and not a single key that does not lead to itself. */
export function isCircle<Key>(component: readonly Key[], next: (key: Key) => readonly Key[]): boolean {
  return component.length > 1 || component.some((key) => next(key).includes(key))
}

/** Tarjan's search with a stack of its own: long processes must not exhaust the one of the machine. */
function visit<Key>(search: Search<Key>, root: Key) {
  const frames = [enter(search, root)]
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const next = frame.rest.pop()
    if (next === undefined) {
      frames.pop()
      leave(search, frame.key)
      const above = frames.at(-1)
      if (above) lower(search, above.key, search.low.get(frame.key))
    } else if (!search.index.has(next)) {
      frames.push(enter(search, next))
    } else if (!search.done.has(next)) {
      lower(search, frame.key, search.index.get(next))
    }
  }
}

function enter<Key>(search: Search<Key>, key: Key): Frame<Key> {
  const number = search.index.size
  search.index.set(key, number)
  search.low.set(key, number)
  search.path.push(key)
  return { key, rest: [...search.next(key)] }
}

function lower<Key>({ low }: Search<Key>, key: Key, found: number | undefined) {
  low.set(key, Math.min(low.get(key) ?? 0, found ?? 0))
}

function leave<Key>({ index, low, path, done, components }: Search<Key>, key: Key) {
  if (low.get(key) !== index.get(key)) return
  const component = path.splice(path.lastIndexOf(key))
  for (const inner of component) done.add(inner)
  components.push(component)
}
