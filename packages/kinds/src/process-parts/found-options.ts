import type { ProcessDocument } from '@mortise/metadata'

/** The type of the nodes whose records others go on with. */
export const findType = 'find_records'

/** The table of the records that a node finds; null when it finds none. */
export function tableFound({ nodes }: ProcessDocument, key: string): string | null {
  const node = nodes.find((one) => one.key === key && one.type === findType)
  const { entity } = (node?.options ?? {}) as { entity?: unknown }
  return typeof entity === 'string' ? entity : null
}
