/** A source of chance that gives the same for the same seed. */
export interface Chance {
  /** From 0 to 1. */
  next(): number
  below(count: number): number
  /** Whether something happens that does so in this share of cases. */
  happens(share: number): boolean
  pick<T>(values: readonly T[]): T
}

export function seededChance(seed: number): Chance {
  let state = (seed ^ 0x9e3779b9) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    below: (count) => Math.floor(next() * count),
    happens: (share) => next() < share,
    pick<T>(values: readonly T[]): T {
      const value = values[Math.floor(next() * values.length)]
      if (value === undefined) throw new Error('unreachable: nothing to pick from')
      return value
    },
  }
}
