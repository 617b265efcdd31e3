/** A table in the diagram: where it stands, and how large it is. */
export interface PlacedTable {
  key: string
  x: number
  y: number
  width: number
  height: number
}

export interface DiagramRelation {
  from: string
  to: string
}

export interface TableSize {
  key: string
  height: number
}

export const tableWidth = 200
const gapX = 90
const gapY = 28

/**
 * Places tables in columns: what others point at stands to the left of them, so that most lines run one way. In each
 * column tables stand near the ones they are related to. The same tables always give the same picture.
 */
export function placeTables(tables: readonly TableSize[], relations: readonly DiagramRelation[]): PlacedTable[] {
  const ranks = ranksOf(tables, relations)
  const columns = splitColumns(tables, ranks)
  const order = new Map<string, number>()
  for (const column of columns) {
    const centre = (key: string) => {
      const near = relations.flatMap(({ from, to }) => (from === key ? [to] : to === key ? [from] : []))
      const placed = near.flatMap((other) => order.get(other) ?? [])
      return placed.length > 0 ? placed.reduce((sum, place) => sum + place, 0) / placed.length : Number.MAX_SAFE_INTEGER
    }
    const sorted = column.toSorted((a, b) => centre(a.key) - centre(b.key))
    column.splice(0, column.length, ...sorted)
    for (const [at, { key }] of column.entries()) order.set(key, at)
  }
  return columns.flatMap((column, at) => stack(column, at))
}

/** How many relations one has to follow, at most, from a table to one that points nowhere; circles count once. */
function ranksOf(tables: readonly TableSize[], relations: readonly DiagramRelation[]): Map<string, number> {
  const ranks = new Map<string, number>()
  const rank = (key: string, way: ReadonlySet<string>): number => {
    const known = ranks.get(key)
    if (known !== undefined) return known
    const next = relations.filter(({ from, to }) => from === key && to !== key && !way.has(to))
    const deepest = Math.max(-1, ...next.map(({ to }) => rank(to, new Set([...way, key]))))
    const found = Math.min(deepest + 1, maxRank)
    if (way.size === 0) ranks.set(key, found)
    return found
  }
  for (const { key } of tables) rank(key, new Set())
  return ranks
}

const maxRank = 5
/** A column that is higher than this is split. */
const maxHeight = 900

function splitColumns(tables: readonly TableSize[], ranks: ReadonlyMap<string, number>): TableSize[][] {
  const byRank = Map.groupBy(tables, ({ key }) => ranks.get(key) ?? 0)
  return [...byRank.keys()]
    .sort((a, b) => a - b)
    .flatMap((rank) => {
      const members = byRank.get(rank) ?? []
      const total = members.reduce((sum, { height }) => sum + height + gapY, 0)
      const count = Math.max(1, Math.ceil(total / maxHeight))
      const columns = Array.from({ length: count }, (): TableSize[] => [])
      const size = Math.ceil(members.length / count)
      for (const [at, member] of members.entries()) columns[Math.floor(at / size)]?.push(member)
      return columns.filter((column) => column.length > 0)
    })
}

function stack(column: readonly TableSize[], at: number): PlacedTable[] {
  let y = 0
  return column.map(({ key, height }) => {
    const placed = { key, x: at * (tableWidth + gapX), y, width: tableWidth, height }
    y += height + gapY
    return placed
  })
}
