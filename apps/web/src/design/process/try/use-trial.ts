import type { TrySource } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { api } from '../../../api/api-client.ts'
import { useDesign } from '../../draft/design-context.ts'

export interface Trial {
  /** Which of the calls below `…/try`. */
  name: 'walk' | 'coverage' | 'replay' | 'forecast'
  input: object
  enabled?: boolean
}

/** Tries the process as the draft has it now: what was just changed is saved first, and it is tried anew when it changes. */
export function useTrial<Answer>(
  document: ProcessDocument,
  { name, input, enabled = true }: Trial,
): UseQueryResult<Answer> {
  const call = useTrialCall<Answer>(document, name)
  const { app } = useDesign()
  return useQuery<Answer>({
    queryKey: ['design', 'try', app, name, document, input],
    queryFn: ({ signal }) => call(input, signal),
    enabled,
    retry: false,
    gcTime: 0,
    placeholderData: (before) => before as undefined,
  })
}

/** The same for once. */
export function useTrialCall<Answer>(document: ProcessDocument, name: Trial['name']) {
  const { app, draft, store } = useDesign()
  const source: TrySource = 'draft'
  const search = draft === null ? '' : `?draft=${draft}`
  return async (input: object, signal?: AbortSignal): Promise<Answer> => {
    await store.flush()
    const path = `/apps/${app}/processes/${document.key}/try/${name}${search}`
    return await api.post<Answer>(path, { ...input, source }, { repeatable: true, ...(signal && { signal }) })
  }
}
