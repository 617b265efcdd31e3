import type { ExpressionJson } from '@mortise/expressions'
import { candidateOf, compareBatch, type Difference, evaluateAll, type Ground } from './compare-batch.ts'
import type { SampleDatabase } from './sample-database.ts'

/** The smallest part of a failing expression that fails on its own, so that a report says where to look. */
export async function minimise(difference: Difference, database: SampleDatabase, ground: Ground): Promise<Difference> {
  const parts = partsOf(difference.candidate.expr).sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)
  for (const expr of parts) {
    const candidate = candidateOf(expr, { blankAs: 'blank' })
    if (!candidate || candidate.checked.class === 'js') continue
    const differences = await compareBatch(database, [candidate], evaluateAll([candidate], ground), ground).catch(
      () => [],
    )
    if (differences[0]) return differences[0]
  }
  return difference
}

function partsOf(json: ExpressionJson): ExpressionJson[] {
  if (typeof json !== 'object' || json === null) return []
  const inner = Object.values(json).flatMap((part: ExpressionJson) => partsOf(part))
  return Array.isArray(json) ? inner : [json, ...inner]
}
