import type { TriedPeople } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../../api/api-client.ts'
import { useDesign } from '../draft/design-context.ts'

/** Has the server look whether somebody would be found at each step; what it finds joins the other findings. */
export function usePeopleFindings(document: ProcessDocument): void {
  const { app, draft, store } = useDesign()
  const search = draft === null ? '' : `?draft=${draft}`
  const { data } = useQuery<TriedPeople>({
    queryKey: ['design', 'people', app, draft, document.key, askedIn(document)],
    async queryFn({ signal }) {
      await store.flush()
      return await api.get<TriedPeople>(`/apps/${app}/processes/${document.key}/try/people${search}`, { signal })
    },
    // It only adds to what is found here: without an answer the rest is shown.
    retry: false,
    gcTime: 0,
    placeholderData: (before) => before,
  })
  useEffect(() => {
    if (data) store.tell(`process/${document.key}`, data.issues)
  }, [data, store, document.key])
}

/** What decides who is asked: other changes need not be looked at. */
function askedIn({ nodes, start, off, entity }: ProcessDocument): string {
  const asking = nodes.map(({ key, type, options: { approvers, whenEmpty, self, access } = {} }) => [
    ...[key, type, approvers, whenEmpty, self],
    (access as { require?: unknown } | undefined)?.require,
  ])
  return JSON.stringify([asking, start, off, entity])
}
