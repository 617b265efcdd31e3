import type { AggregateRow } from '@mortise/data'
import type { Filter } from '@mortise/metadata'

/** A province, city or district with its number of records. */
export interface Place {
  /** The values on the way to it; null for records that do not say. */
  path: readonly (string | null)[]
  count: number
  below: Place[]
}

/** The places of rows that are grouped by up to three levels, the largest first, those without a name last. */
export function placeTree(rows: readonly AggregateRow[]): Place[] {
  const roots: Place[] = []
  for (const { groups, metrics } of rows) {
    let places = roots
    for (let depth = 0; depth < groups.length; depth += 1) {
      const value = groups[depth]
      const name = typeof value === 'string' && value !== '' ? value : null
      let place = places.find(({ path }) => path[depth] === name)
      if (!place) {
        const path = groups.slice(0, depth + 1).map((one) => (typeof one === 'string' && one !== '' ? one : null))
        place = { path, count: 0, below: [] }
        places.push(place)
      }
      place.count += Number(metrics.records)
      places = place.below
    }
  }
  inOrder(roots)
  return roots
}

function inOrder(places: Place[]): void {
  const last = ({ path }: Place) => Number(path.at(-1) === null)
  places.sort((a, b) => last(a) - last(b) || b.count - a.count || String(a.path).localeCompare(String(b.path), 'zh'))
  for (const { below } of places) inOrder(below)
}

/** A place that only says that nothing is known leads nowhere. */
export function placesBelow({ below }: Place): readonly Place[] {
  const [only] = below
  return below.length === 1 && only?.path.at(-1) === null ? [] : below
}

/** The records of a place, within those of the view. */
export function filterOf(
  path: readonly (string | null)[],
  fields: readonly string[],
  filter?: Filter,
): Filter | undefined {
  const own = path.flatMap((value, depth): Filter[] => {
    const field = fields[depth]
    if (field === undefined) return []
    return [value === null ? { field, op: 'blank' } : { field, op: 'eq', value }]
  })
  const all = [...(filter ? [filter] : []), ...own]
  return all.length > 1 ? { and: all } : all[0]
}
