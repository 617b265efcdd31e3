import type { EvaluationContext } from '@mortise/expressions'
import { useRuntimeServices } from '@mortise/ui'
import { useMemo } from 'react'
import { dayIn } from '../form-values.ts'

/** The moment and the place, as far as the browser knows them. */
export function useEvaluationContext(isNew: boolean): EvaluationContext {
  const { workspace, timeZone } = useRuntimeServices()
  return useMemo(() => {
    const now = new Date()
    return {
      now: now.toISOString(),
      today: dayIn(timeZone, now),
      timeZone,
      user: null,
      workspace,
      calendar: { exceptions: new Map() },
      isNew,
    }
  }, [workspace, timeZone, isNew])
}
