import type { EntityRecord } from '@mortise/data'
import { choosePage } from '@mortise/form'
import type { EntityModel, FormDocument, PageDocument } from '@mortise/metadata'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { records } from '../../api/records.ts'
import { useApp } from '../../api/use-app.ts'
import { useKinds } from '../../api/use-kinds.ts'
import { formOf, selectionOfForms } from '../form/form-document.ts'
import { useEvaluationContext } from '../form/rules/use-evaluation-context.ts'
import { selectionOfPages } from '../page/page-selection.ts'

/** A record with all that its form shows; it is fetched again when the live stream says that it changed. */
export interface RecordQuery {
  form: FormDocument
  /** What shows it; null where that is its form. */
  page: PageDocument | null
  record: EntityRecord | undefined
  error: unknown
  /** It does not exist, or the user may not see it: the server does not tell which. */
  missing: boolean
  retry(): void
}

export function useRecord(entity: EntityModel, id: string): RecordQuery {
  const { model } = useApp()
  const { blockTypes } = useKinds()
  const context = useEvaluationContext(false)
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.record(entity.app, entity.key, id),
    queryFn: ({ signal }) => {
      const select = [...selectionOfForms(model, entity), ...selectionOfPages(model, entity, blockTypes)]
      return records.get(entity.app, entity.key, id, [...new Set(select)], signal)
    },
  })
  const form = useMemo(() => formOf(model, entity, { values: data ?? {}, context }), [model, entity, data, context])
  const page = useMemo(
    () => (data ? choosePage({ model, entity: entity.key, values: data, context }) : null),
    [model, entity, data, context],
  )
  const missing = error instanceof ApiError && error.status === 404
  // What was read once stays readable while the connection is away; what is gone does not.
  return {
    form,
    page,
    record: missing ? undefined : data,
    error: data && !missing ? null : error,
    missing,
    retry: () => void refetch(),
  }
}
