import type { MoveInput, MoveProgress, MoveTrial, ProcessVersions } from '@mortise/api'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/api-client.ts'
import { queryKeys } from '../../../api/query-keys.ts'

export interface ProcessPlace {
  app: string
  process: string
}

/** Which node takes the place of which. */
export type NodePlaces = { readonly [node: string]: string }

const inputOf = (places: NodePlaces): MoveInput => ({
  mapping: Object.entries(places).map(([from, to]) => ({ from, to })),
})

const pathOf = ({ app, process }: ProcessPlace) => `/apps/${app}/processes/${process}/versions`

export const versionsKey = ({ app, process }: ProcessPlace) =>
  [...queryKeys.app(app), 'process-versions', process] as const

/** Versions of a process with how many instances are on each. */
export const versionsQuery = (place: ProcessPlace) =>
  queryOptions({
    queryKey: versionsKey(place),
    queryFn: ({ signal }) => api.get<ProcessVersions>(pathOf(place), { signal }),
    // People work on the instances meanwhile.
    staleTime: 0,
  })

/** What would become of the running instances of a version. */
export const trialQuery = (place: ProcessPlace, number: number, mapping: NodePlaces) =>
  queryOptions({
    queryKey: [...versionsKey(place), 'trial', number, mapping],
    queryFn: ({ signal }) =>
      api.post<MoveTrial>(`${pathOf(place)}/${number}/trial`, inputOf(mapping), { signal, repeatable: true }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })

export const beginMove = (place: ProcessPlace, number: number, mapping: NodePlaces) =>
  api.post<MoveProgress>(`${pathOf(place)}/${number}/moves`, inputOf(mapping))

export const carryOn = (move: string, what: 'next' | 'undo') => api.post<MoveProgress>(`/process-moves/${move}/${what}`)
