import type { EntityRecord } from '@mortise/data'

export const blockSize = 100
/** Blocks further away from the screen than the nearest this many are forgotten. */
const keptBlocks = 60

export interface BlockPage {
  records: EntityRecord[]
  next: string | null
}

interface Block extends BlockPage {
  stale: boolean
}

/** The blocks of a sparse list that are here. */
export interface BlockCache {
  at(index: number): EntityRecord | undefined
  find(id: string): EntityRecord | undefined
  patch(record: EntityRecord): void
  put(number: number, page: BlockPage, stale: boolean): void
  /** Blocks that are not here or out of date. */
  missing(from: number, to: number): number[]
  /** The cursor that leads to a block, when the one before it is here. */
  cursorTo(number: number): string | null
  markStale(): void
  forgetFarFrom(number: number): void
  /** How many records there really are, once the last block has come. */
  knownEnd(): number | null
  /** How many there are at least. */
  reached(): number
}

export function createBlockCache(): BlockCache {
  const blocks = new Map<number, Block>()
  return {
    at: (index) => blocks.get(Math.floor(index / blockSize))?.records[index % blockSize],
    find(id) {
      for (const { records } of blocks.values()) {
        const record = records.find((entry) => entry.id === id)
        if (record) return record
      }
      return undefined
    },
    patch(record) {
      for (const block of blocks.values()) {
        const index = block.records.findIndex((entry) => entry.id === record.id)
        if (index >= 0) block.records = block.records.with(index, { ...block.records[index], ...record })
      }
    },
    put(number, page, stale) {
      blocks.set(number, { ...page, stale })
    },
    missing: (from, to) =>
      Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset).filter(
        (number) => blocks.get(number)?.stale !== false,
      ),
    cursorTo(number) {
      const before = blocks.get(number - 1)
      return before && !before.stale ? before.next : null
    },
    markStale() {
      for (const block of blocks.values()) block.stale = true
    },
    forgetFarFrom(number) {
      if (blocks.size <= keptBlocks) return
      const byDistance = [...blocks.keys()].sort((a, b) => Math.abs(a - number) - Math.abs(b - number))
      for (const far of byDistance.slice(keptBlocks)) blocks.delete(far)
    },
    knownEnd() {
      const end = [...blocks].find(([, block]) => block.next === null)
      return end ? end[0] * blockSize + end[1].records.length : null
    },
    reached() {
      const [number, block] = [...blocks].reduce<[number, Block | null]>(
        (furthest, entry) => (entry[0] >= furthest[0] ? entry : furthest),
        [0, null],
      )
      return block ? number * blockSize + block.records.length + (block.next === null ? 0 : 1) : 0
    },
  }
}
