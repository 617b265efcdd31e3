import type { CheckContext } from '../check-context.ts'

/** All that can be come to, the places that it begins at included. Where `stop` says so it goes no further. */
export function walk<Key>(
  from: Iterable<Key>,
  next: (key: Key) => Iterable<Key>,
  stop?: (key: Key) => boolean,
): Set<Key> {
  const found = new Set(from)
  const open = [...found]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (stop?.(key)) continue
    for (const after of next(key)) {
      if (found.has(after)) continue
      found.add(after)
      open.push(after)
    }
  }
  return found
}

/** What comes after a node in its own scope: along its lines, and to the catches on it. */
export function after({ graph, outOf }: CheckContext, key: string): string[] {
  return [
    ...outOf(key).map(({ to }) => to),
    ...(graph.nodes[key]?.catches ?? []).filter((caught) => graph.nodes[caught]),
  ]
}

/** What comes before a node in its own scope. */
export function before({ graph, into }: CheckContext, key: string): string[] {
  const { control } = graph.nodes[key] ?? {}
  const lines = into(key).map(({ from }) => from)
  return control?.do === 'catch' && graph.nodes[control.at] ? [...lines, control.at] : lines
}
