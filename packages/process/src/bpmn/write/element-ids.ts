import type { ProcessGraph } from '../../graph/process-graph.ts'

/** The ids of a file: keys where they are possible ids, and not given twice. */
export interface ElementIds {
  process: string
  node(key: string): string
  line(key: string): string
  /** An id for something that the graph has no key for. */
  other(wanted: string): string
}

const possibleId = /^[A-Za-z_][\w.-]*$/

export function elementIds({ key, nodes, transitions }: ProcessGraph): ElementIds {
  const taken = new Set<string>()
  const take = (wanted: string): string => {
    let id = possibleId.test(wanted) ? wanted : `_${wanted.replaceAll(/[^\w.-]/g, '_')}`
    while (taken.has(id)) id += '_'
    taken.add(id)
    return id
  }
  const idsOf = (keys: string[]) => new Map(keys.map((wanted) => [wanted, take(wanted)]))
  const processId = take(key)
  const nodeIds = idsOf(Object.keys(nodes))
  const lineIds = idsOf(Object.keys(transitions))
  return {
    process: processId,
    node: (wanted) => nodeIds.get(wanted) ?? wanted,
    line: (wanted) => lineIds.get(wanted) ?? wanted,
    other: take,
  }
}
