/** Cards drawn above and below those in sight. */
const spare = 4

/** The span of cards to draw for a scroll position. */
export function visibleCards(input: { scrollTop: number; height: number; cardHeight: number; count: number }): {
  from: number
  to: number
} {
  const from = Math.max(0, Math.floor(input.scrollTop / input.cardHeight) - spare)
  const to = Math.min(input.count, Math.ceil((input.scrollTop + input.height) / input.cardHeight) + spare)
  return { from, to: Math.max(from, to) }
}
