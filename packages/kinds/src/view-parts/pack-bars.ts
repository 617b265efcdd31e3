/** A bar over whole steps (days, minutes), both ends included. */
export interface Bar {
  id: string
  from: number
  to: number
}

export interface PackedBar extends Bar {
  /** Row that it stands in, from the top. */
  lane: number
  /** It began before the first step, or goes on after the last one. */
  cutStart: boolean
  cutEnd: boolean
}

/** Puts bars into as few rows as they need without lying over each other; those outside first to last are left out. */
export function packBars(bars: readonly Bar[], first: number, last: number): PackedBar[] {
  const ends: number[] = []
  return bars
    .filter(({ from, to }) => to >= first && from <= last)
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
    .map((bar) => {
      const from = Math.max(bar.from, first)
      const to = Math.min(bar.to, last)
      const free = ends.findIndex((end) => end < from)
      const lane = free < 0 ? ends.length : free
      ends[lane] = to
      return { id: bar.id, from, to, lane, cutStart: bar.from < first, cutEnd: bar.to > last }
    })
}

export interface PackedTime extends Bar {
  /** Place beside others at the same time, and how many stand there. */
  column: number
  columns: number
}

/** Puts blocks of time beside each other where they overlap; each group of overlapping ones shares the width. */
export function packTimes(blocks: readonly Bar[]): PackedTime[] {
  const packed: PackedTime[] = []
  let group: PackedTime[] = []
  let ends: number[] = []
  const close = () => {
    for (const block of group) block.columns = ends.length
    group = []
    ends = []
  }
  for (const block of blocks.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (ends.length > 0 && ends.every((end) => end <= block.from)) close()
    const free = ends.findIndex((end) => end <= block.from)
    const column = free < 0 ? ends.length : free
    ends[column] = block.to
    const placed = { ...block, column, columns: 1 }
    group.push(placed)
    packed.push(placed)
  }
  close()
  return packed
}
