/** Pixels that a card takes with the space around it, and the head of a group. */
export const cardHeight = 112
export const headHeight = 44

/** Cards drawn above and below those in sight. */
const spare = 4

/** Where the rows of a list of cards stand. */
export interface CardPlaces {
  /** Of all rows together. */
  height: number
  topOf(index: number): number
  /** The rows to draw for a scroll position; `to` is exclusive. */
  visible(scrollTop: number, height: number): { from: number; to: number }
}

/** Places so many rows; `heads` are the indexes of those that are heads of groups, in order. */
export function placeCards(count: number, heads: readonly number[]): CardPlaces {
  const topOf = (index: number) => index * cardHeight - countBelow(heads, index) * (cardHeight - headHeight)
  /** The row that covers a height. */
  const rowAt = (top: number) => {
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (topOf(middle) <= top) low = middle
      else high = middle - 1
    }
    return low
  }
  return {
    height: topOf(count),
    topOf,
    visible(scrollTop, height) {
      const from = Math.max(0, rowAt(scrollTop) - spare)
      return { from, to: Math.max(from, Math.min(count, rowAt(scrollTop + height) + 1 + spare)) }
    },
  }
}

/** How many of the sorted numbers are smaller. */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}
