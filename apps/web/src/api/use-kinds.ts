import { useQuery } from '@tanstack/react-query'
import { kindsQuery } from './kinds.ts'

/** The kinds of the running app. Only where an app is open, because that has fetched them. */
export function useKinds() {
  const kinds = useQuery(kindsQuery).data
  if (!kinds) throw new Error('unreachable: an app is open before its kinds are there')
  return kinds
}
