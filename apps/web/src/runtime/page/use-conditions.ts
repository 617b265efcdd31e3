import type { StoredExpression } from '@mortise/expressions'
import { holds, looksElsewhere } from '@mortise/form'
import type { Filter, PageBlock } from '@mortise/metadata'
import { usePageServices } from '@mortise/ui'
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { queryKeys } from '../../api/query-keys.ts'
import { useApp } from '../../api/use-app.ts'
import { useEvaluationContext } from '../form/rules/use-evaluation-context.ts'
import { scoped, useRecordReads } from '../list/data/record-reads.ts'

/**
 * Whether blocks are shown for the record. Conditions on the record itself are decided here; those that look at other
 * records are asked of the server, which sees of them what the user may read. Not before that is known they are shown.
 */
export function useConditions(blocks: readonly PageBlock[]): (block: PageBlock) => boolean {
  const { model } = useApp()
  const { record, entity } = usePageServices()
  const context = useEvaluationContext(false)
  const elsewhere = useMemo(() => {
    const conditions = entity ? blocks.flatMap(({ when }) => when ?? []) : []
    return conditions.filter((when) => entity && looksElsewhere(model, entity.key, when))
  }, [blocks, model, entity])
  const answers = useAsked(elsewhere)
  return ({ when }) => {
    if (!when) return true
    if (!record || !entity) return false
    const asked = elsewhere.indexOf(when)
    if (asked >= 0) return answers[asked] ?? false
    return holds(when, { model, entity: entity.key, values: record, context })
  }
}

function useAsked(conditions: readonly StoredExpression[]): boolean[] {
  const { key: app } = useApp()
  const reads = useRecordReads()
  const { record, entity } = usePageServices()
  return useQueries({
    queries: conditions.map((formula) => {
      const filter: Filter = { and: [{ field: 'id', op: 'eq', value: record?.id ?? '' }, { formula }] }
      const query = { select: ['id'], filter, page: { size: 1 } }
      return {
        queryKey: queryKeys.query(app, entity?.key ?? '', scoped(reads, query)),
        queryFn: ({ signal }: { signal: AbortSignal }) => reads.query(app, entity?.key ?? '', query, signal),
        enabled: record !== null && entity !== null,
        // What it looks at may have changed in any table.
        staleTime: 0,
      }
    }),
    combine: (results) => results.map(({ data }) => (data?.records.length ?? 0) > 0),
  })
}
