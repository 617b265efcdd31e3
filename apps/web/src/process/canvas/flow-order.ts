/** One scope as a graph: nodes in the order of the document, and what follows each. */
export interface Flow {
  keys: readonly string[]
  next: ReadonlyMap<string, readonly string[]>
  /** Where it begins, before all others. */
  starts: readonly string[]
}

/** The order in which things happen, without lines that lead back. */
export interface FlowOrder {
  /** All nodes, each after everything that leads to it. */
  order: readonly string[]
  /** Place in `order`. */
  rank: ReadonlyMap<string, number>
  /** The last node that every way to a node leads through; null: there is none. */
  dominator: ReadonlyMap<string, string | null>
  /** The nodes that lead to a node, as often as lines do. */
  before: ReadonlyMap<string, readonly string[]>
  /** Whether a line leads back to where it came from. */
  isBack(from: string, to: string): boolean
}

/** Orders a scope from its starts on; what no start leads to begins where nothing leads to it. */
export function orderFlow(flow: Flow): FlowOrder {
  const { order, back } = depthFirst(flow)
  const rank = new Map(order.map((key, at) => [key, at]))
  const isBack = (from: string, to: string) => back.has(`${from} ${to}`)
  const before = new Map<string, string[]>(order.map((key) => [key, []]))
  for (const key of order) for (const to of flow.next.get(key) ?? []) if (!isBack(key, to)) before.get(to)?.push(key)
  return { order, rank, before, isBack, dominator: dominators(order, rank, before) }
}

/** Reversed post-order, and the lines that lead to a node which is still under way. */
function depthFirst({ keys, next, starts }: Flow): { order: string[]; back: Set<string> } {
  const known = new Set(keys)
  const entered = new Set(keys.flatMap((key) => (next.get(key) ?? []).filter((to) => to !== key)))
  const state = new Map<string, 'open' | 'done'>()
  const finished: string[] = []
  const back = new Set<string>()
  const roots = [...starts, ...keys.filter((key) => !entered.has(key)), ...keys]
  // The last root first: reversed, the first one comes out in front.
  const trees: string[][] = []
  for (const root of roots) {
    if (!known.has(root) || state.has(root)) continue
    const from = finished.length
    visit(root)
    trees.push(finished.splice(from).reverse())
  }
  return { order: inOrder(trees), back }

  function visit(root: string): void {
    const stack: { key: string; left: string[] }[] = [{ key: root, left: [...(next.get(root) ?? [])] }]
    state.set(root, 'open')
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = top.left.shift()
      if (to === undefined) {
        state.set(top.key, 'done')
        finished.push(top.key)
        stack.pop()
      } else if (state.get(to) === 'open') back.add(`${top.key} ${to}`)
      else if (known.has(to) && !state.has(to)) {
        state.set(to, 'open')
        stack.push({ key: to, left: [...(next.get(to) ?? [])] })
      }
    }
  }
}

/** Trees that were found later may lead into earlier ones, never the other way round. */
function inOrder(trees: readonly string[][]): string[] {
  return [...trees].reverse().flat()
}

/** By Cooper, Harvey and Kennedy; one pass, as lines back are left out. */
function dominators(
  order: readonly string[],
  rank: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, readonly string[]>,
): Map<string, string | null> {
  const found = new Map<string, string | null>()
  const rankOf = (key: string | null) => (key === null ? -1 : (rank.get(key) ?? -1))
  const meet = (one: string | null, other: string | null): string | null => {
    let [a, b] = [one, other]
    while (a !== b) {
      if (rankOf(a) > rankOf(b)) a = a === null ? null : (found.get(a) ?? null)
      else b = b === null ? null : (found.get(b) ?? null)
    }
    return a
  }
  for (const key of order) {
    const [first = null, ...others] = before.get(key) ?? []
    found.set(key, others.reduce<string | null>(meet, first))
  }
  return found
}

/** Where the ways out of a node come together again; null where they do not, or not in one place. */
export function meetingOf(flow: FlowOrder, key: string): string | null {
  const found = flow.order.filter((one) => flow.dominator.get(one) === key && (flow.before.get(one)?.length ?? 0) > 1)
  return found.length === 1 ? (found[0] ?? null) : null
}

/** A node, and everything that only it leads to. */
export function dominatedBy(flow: FlowOrder, key: string): Set<string> {
  const found = new Set([key])
  for (const one of flow.order) {
    const above = flow.dominator.get(one)
    if (above !== null && above !== undefined && found.has(above)) found.add(one)
  }
  return found
}
