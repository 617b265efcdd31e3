import { computedGraphOf } from '@mortise/metadata'
import { perLayout } from '../write/per-layout.ts'
import type { WriteTable } from '../write/write-call.ts'
import { localNodes, stampFields } from './local-values.ts'

/** Whether records that come, go or return leave anything to be computed, in themselves or in others. */
export function followsExistence(table: WriteTable): boolean {
  const graph = computedGraphOf(table.call.scope.model)
  const { key } = table.entity
  return graph.nodesIn(key).some(({ local }) => !local) || graph.readersOf(key, 'id').length > 0
}

/** Whether a change of these fields leaves anything to be computed beyond what is written with them. */
export function followsChange(table: WriteTable, fields: Iterable<string>): boolean {
  const graph = computedGraphOf(table.call.scope.model)
  const changed = new Set([...fields, ...stampFields])
  for (const { field } of localNodes(table, changed)) changed.add(field.key)
  return [...changed].some((field) => graph.readersOf(table.entity.key, field).some(({ node }) => !node.local))
}

/** Relations of a table over which others read it from the far side: where they led to before has to be known. */
export const formerRelations = (table: WriteTable): ReadonlySet<string> => {
  const graph = computedGraphOf(table.call.scope.model)
  return new Set(
    relationFields(table).filter((field) =>
      graph.readersOf(table.entity.key, field).some(({ read }) => read.path.at(-1)?.field.key === field),
    ),
  )
}

const relationFields = perLayout(({ entity, columns, links }) =>
  entity.ownFields
    .filter(({ key, target }) => target !== null && (columns.has(key) || links.has(key)))
    .map(({ key }) => key),
)
