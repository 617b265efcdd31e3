import { coreErrors } from './core-errors.ts'

/** Read-only set of kinds of one family, found by their type name. */
export interface Registry<Kind extends { type: string }> {
  readonly family: string
  /** The kind of that type; throws KIND_UNKNOWN with the known names. */
  get(type: string): Kind
  has(type: string): boolean
  /** All kinds in the order of their type names. */
  all(): readonly Kind[]
}

/** Builds the registry of one family; a type that is given twice is a programming error and throws at start. */
export function createRegistry<Kind extends { type: string }>(family: string, kinds: readonly Kind[]): Registry<Kind> {
  const byType = new Map<string, Kind>()
  for (const kind of kinds) {
    if (byType.has(kind.type)) throw coreErrors.KIND_DUPLICATE({ family, type: kind.type })
    byType.set(kind.type, kind)
  }
  const sorted = [...byType.values()].sort((a, b) => (a.type < b.type ? -1 : 1))
  return {
    family,
    get(type) {
      const kind = byType.get(type)
      if (!kind) throw coreErrors.KIND_UNKNOWN({ family, type, known: [...byType.keys()].sort().join(', ') })
      return kind
    },
    has: (type) => byType.has(type),
    all: () => sorted,
  }
}
