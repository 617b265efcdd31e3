import type { CalendarDay } from '@mortise/api'
import type { WorkDay } from '@mortise/ui'
import { currentLanguage } from '@mortise/ui'
import { api } from '../../../api/api-client.ts'
import { queryClient } from '../../../api/query-client.ts'

/** The days of a span that are not as the week says: holidays, and weekends that are worked. */
export async function workDays(from: string, to: string): Promise<WorkDay[]> {
  const years = range(Number(from.slice(0, 4)), Number(to.slice(0, 4)))
  const days = (await Promise.all(years.map(daysOfYear))).flat()
  return days
    .filter(({ day }) => day >= from && day <= to)
    .map(({ day, works, name }) => ({ day, works, name: name[currentLanguage()] }))
}

function daysOfYear(year: number): Promise<CalendarDay[]> {
  return queryClient.fetchQuery({
    queryKey: ['calendar', year],
    queryFn: async () => (await api.get<{ days: CalendarDay[] }>(`/calendar?year=${year}`)).days,
    staleTime: 600_000,
  })
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}
