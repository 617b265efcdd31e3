/** Edges between nodes by number; node 0 is where everything begins. */
export type Edges = readonly (readonly number[])[]

/**
 * The immediate dominator of each node: the last one that every way from the beginning leads through. −1: cannot be
 * reached. (Cooper, Harvey, Kennedy: "A simple, fast dominance algorithm".)
 */
export function immediateDominators(next: Edges): number[] {
  const order = reversePostorder(next)
  const place = new Array<number>(next.length).fill(-1)
  order.forEach((node, index) => {
    place[node] = index
  })
  const before = turned(next)
  const dominator = new Array<number>(next.length).fill(-1)
  dominator[0] = 0
  for (let changed = true; changed; ) {
    changed = false
    for (const node of order.slice(1)) {
      const known = (before[node] ?? []).filter((other) => (dominator[other] ?? -1) >= 0)
      const found = known.reduce((a, b) => common(a, b, { dominator, place }))
      if (dominator[node] !== found) changed = true
      dominator[node] = found
    }
  }
  return dominator
}

function common(a: number, b: number, known: { dominator: number[]; place: number[] }): number {
  const { dominator, place } = known
  let [left, right] = [a, b]
  while (left !== right) {
    while ((place[left] ?? 0) > (place[right] ?? 0)) left = dominator[left] ?? 0
    while ((place[right] ?? 0) > (place[left] ?? 0)) right = dominator[right] ?? 0
  }
  return left
}

export function turned(next: Edges): number[][] {
  const before: number[][] = next.map(() => [])
  next.forEach((targets, node) => {
    for (const target of targets) before[target]?.push(node)
  })
  return before
}

function reversePostorder(next: Edges): number[] {
  const seen = new Set([0])
  const done: number[] = []
  const open = [{ node: 0, edge: 0 }]
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const target = next[top.node]?.[top.edge]
    top.edge += 1
    if (target === undefined) {
      done.push(top.node)
      open.pop()
    } else if (!seen.has(target)) {
      seen.add(target)
      open.push({ node: target, edge: 0 })
    }
  }
  return done.reverse()
}
