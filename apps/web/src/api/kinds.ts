import { queryOptions } from '@tanstack/react-query'

/** The field types with their inputs and cells: a chunk of its own, fetched once. */
export const kindsQuery = queryOptions({
  queryKey: ['kinds'],
  queryFn: () => import('@mortise/kinds/runtime'),
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
})
