/** The order of a list that two sides changed, or what stands against one: members that both moved, to two places. */
export type MergedOrder = { order: string[]; clash: false } | { order: null; clash: true }

interface Side {
  keys: readonly string[]
  /** Members that stand elsewhere than in the base. */
  moved: ReadonlySet<string>
}

/** Orders the members in `kept`: what a side moved or added stands after what it put it after. */
export function mergeOrder(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  kept: ReadonlySet<string>,
): MergedOrder {
  const sides = [mine, theirs].map((keys): Side => ({ keys, moved: movedIn(base, keys) })) as [Side, Side]
  const [left, right] = sides
  const loose = (key: string) => !base.includes(key) || left.moved.has(key) || right.moved.has(key)
  const firm = base.filter((key) => kept.has(key) && !loose(key))
  const placed = sides.map((side) => runsOf(side, base, kept, new Set(firm)))
  const clash = [...left.moved].some((key) => right.moved.has(key) && !samePlace(key, placed, kept))
  if (clash) return { order: null, clash: true }
  const order = new Set<string>()
  for (const anchor of [null, ...firm]) {
    if (anchor !== null) order.add(anchor)
    const runs = placed.map((runs) => runs.get(anchor) ?? []).filter((run) => run.length > 0)
    // The same whichever side asks.
    for (const run of runs.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))) for (const key of run) order.add(key)
  }
  return { order: [...order], clash: false }
}

/** What a side moved or added, by the firm member that it follows; null: at the start. */
function runsOf(
  { keys, moved }: Side,
  base: readonly string[],
  kept: ReadonlySet<string>,
  firm: ReadonlySet<string>,
): Map<string | null, string[]> {
  const runs = new Map<string | null, string[]>()
  const inBase = new Set(base)
  let anchor: string | null = null
  for (const key of keys) {
    if (firm.has(key)) anchor = key
    else if (kept.has(key) && (!inBase.has(key) || moved.has(key))) runs.set(anchor, [...(runs.get(anchor) ?? []), key])
  }
  return runs
}

function samePlace(
  key: string,
  placed: readonly ReadonlyMap<string | null, readonly string[]>[],
  kept: ReadonlySet<string>,
): boolean {
  if (!kept.has(key)) return true
  const [a, b] = placed.map((runs) => [...runs].find(([, run]) => run.includes(key))?.[0])
  return a === b
}

/** The fewest members that have to be moved to get from the one order to the other. */
function movedIn(base: readonly string[], keys: readonly string[]): ReadonlySet<string> {
  const places = new Map(base.map((key, place) => [key, place]))
  const stayed = keys.filter((key) => places.has(key))
  const still = new Set(longestRising(stayed.map((key) => places.get(key) ?? 0)).map((place) => base[place]))
  return new Set(stayed.filter((key) => !still.has(key)))
}

/** The longest rising subsequence of different numbers. */
function longestRising(numbers: readonly number[]): number[] {
  const tails: number[] = []
  const before = new Map<number, number | undefined>()
  for (const number of numbers) {
    let place = tails.findIndex((tail) => tail >= number)
    if (place < 0) place = tails.length
    before.set(number, tails[place - 1])
    tails[place] = number
  }
  const rising: number[] = []
  for (let number = tails.at(-1); number !== undefined; number = before.get(number)) rising.unshift(number)
  return rising
}
