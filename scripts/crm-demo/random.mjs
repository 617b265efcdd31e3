/** A seeded source of chance (mulberry32): the same seed gives the same demo data everywhere. */
export function createRandom(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const random = {
    next,
    /** Whole number from `from` to `to`, both included. */
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)],
    /** One of `[value, weight]` pairs. */
    weighted(pairs) {
      let at = next() * pairs.reduce((sum, pair) => sum + pair[1], 0)
      for (const [value, weight] of pairs) {
        at -= weight
        if (at < 0) return value
      }
      return pairs.at(-1)[0]
    },
    sample(list, count) {
      const rest = [...list]
      return Array.from(
        { length: Math.min(count, rest.length) },
        () => rest.splice(Math.floor(next() * rest.length), 1)[0],
      )
    },
    /** Around 1, rarely far from it: amounts and durations of real life are skewed. */
    skewed: (spread = 0.6) => Math.exp((next() + next() + next() - 1.5) * spread * 1.6),
  }
  return random
}
