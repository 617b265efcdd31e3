import type { Day } from '@mortise/expressions'
import { useViewServices, type WorkDay } from '@mortise/ui'
import { useEffect, useState } from 'react'

const noDays: ReadonlyMap<Day, WorkDay> = new Map()

/** The days that are not as the week says. Without them the calendar is shown all the same. */
export function useWorkDays(from: Day, to: Day): ReadonlyMap<Day, WorkDay> {
  const { workDays } = useViewServices()
  const [days, setDays] = useState(noDays)
  useEffect(() => {
    let stopped = false
    workDays(from, to).then(
      (found) => !stopped && setDays(new Map(found.map((one) => [one.day, one]))),
      () => undefined,
    )
    return () => {
      stopped = true
    }
  }, [workDays, from, to])
  return days
}
