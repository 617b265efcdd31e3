import type { EntityRecord } from '@mortise/data'
import type { EntityModel, FormDocument } from '@mortise/metadata'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { records } from '../../api/records.ts'
import { useApp } from '../../api/use-app.ts'
import { formOf, selectionOfForms } from '../form/form-document.ts'
import { useEvaluationContext } from '../form/rules/use-form-run.ts'

/** A record with all that its form shows; it is fetched again when the live stream says that it changed. */
export interface RecordQuery {
  form: FormDocument
  record: EntityRecord | undefined
  error: unknown
  /** It does not exist, or the user may not see it: the server does not tell which. */
  missing: boolean
  retry(): void
}

export function useRecord(entity: EntityModel, id: string): RecordQuery {
  const { model } = useApp()
  const context = useEvaluationContext(false)
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.record(entity.app, entity.key, id),
    queryFn: ({ signal }) => records.get(entity.app, entity.key, id, selectionOfForms(model, entity), signal),
  })
  const form = useMemo(() => formOf(model, entity, { values: data ?? {}, context }), [model, entity, data, context])
  const missing = error instanceof ApiError && error.status === 404
  // What was read once stays readable while the connection is away; what is gone does not.
  return {
    form,
    record: missing ? undefined : data,
    error: data && !missing ? null : error,
    missing,
    retry: () => void refetch(),
  }
}
