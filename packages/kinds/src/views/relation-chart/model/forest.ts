/** A record of the chart and what stands below it. */
export interface Branch {
  id: string
  below: Branch[]
}

export interface Linked {
  id: string
  /** Null: below nothing. */
  parent: string | null
}

/**
 * The records as trees, in their order. Whose superior is not among them begins a tree of its own, and so does one of
 * each circle: everybody is shown once.
 */
export function forestOf(records: readonly Linked[]): Branch[] {
  const branches = new Map(records.map(({ id }) => [id, { id, below: [] } as Branch]))
  const parents = new Map(records.map(({ id, parent }) => [id, parent]))
  const roots: Branch[] = []
  for (const { id, parent } of records) {
    const branch = branches.get(id)
    const above = parent === null ? undefined : branches.get(parent)
    if (!branch) continue
    if (!above || closesCircle(id, parents)) {
      roots.push(branch)
      // The first of a circle is cut off from the one above, so that the others have an end.
      parents.set(id, null)
    } else above.below.push(branch)
  }
  return roots
}

function closesCircle(start: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set([start])
  for (let at = parents.get(start) ?? null; at !== null; at = parents.get(at) ?? null) {
    if (at === start) return true
    if (seen.has(at)) return false
    seen.add(at)
  }
  return false
}

/** The ids of a branch and all below it: where it cannot be put. */
export function idsOf(branch: Branch, into = new Set<string>()): Set<string> {
  into.add(branch.id)
  for (const below of branch.below) idsOf(below, into)
  return into
}

export function findBranch(forest: readonly Branch[], id: string): Branch | null {
  for (const branch of forest) {
    const found = branch.id === id ? branch : findBranch(branch.below, id)
    if (found) return found
  }
  return null
}
