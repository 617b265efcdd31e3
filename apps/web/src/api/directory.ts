import type { DirectoryDepartment, DirectoryUser } from '@mortise/api'
import { localize } from '@mortise/core'
import { type DepartmentInfo, type PersonInfo, useLanguage } from '@mortise/ui'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from './api-client.ts'
import { queryKeys } from './query-keys.ts'

const fresh = 10 * 60_000

export const usersQuery = queryOptions({
  queryKey: queryKeys.users,
  queryFn: async ({ signal }) => (await api.get<{ users: DirectoryUser[] }>('/directory/users', { signal })).users,
  staleTime: fresh,
})

export const departmentsQuery = queryOptions({
  queryKey: queryKeys.departments,
  queryFn: async ({ signal }) =>
    (await api.get<{ departments: DirectoryDepartment[] }>('/directory/departments', { signal })).departments,
  staleTime: fresh,
})

/** Everyone and every department, with names in the language of the page; empty until they have arrived. */
export function useDirectory(): { people: readonly PersonInfo[]; departments: readonly DepartmentInfo[] } {
  const language = useLanguage()
  const users = useQuery(usersQuery).data
  const departments = useQuery(departmentsQuery).data
  return useMemo(
    () => ({
      people: users ?? [],
      departments: (departments ?? []).map(({ name, ...rest }) => ({ ...rest, name: localize(name, language) })),
    }),
    [users, departments, language],
  )
}
