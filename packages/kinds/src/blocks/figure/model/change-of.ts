/** How a figure differs from the period before: up or down by a share; null where nothing can be said. */
export interface FigureChange {
  direction: 'up' | 'down' | 'same'
  /** 0.25 for a quarter more or less; null where there was nothing before. */
  share: number | null
}

export function changeOf(now: unknown, before: unknown): FigureChange | null {
  const [present, former] = [numberOf(now), numberOf(before)]
  if (present === null || former === null) return null
  if (present === former) return { direction: 'same', share: 0 }
  const direction = present > former ? 'up' : 'down'
  return { direction, share: former === 0 ? null : Math.abs((present - former) / former) }
}

/** No records at all make a sum of null: nothing. */
function numberOf(value: unknown): number | null {
  if (value === null || value === undefined) return 0
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}
