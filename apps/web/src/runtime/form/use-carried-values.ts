import type { EntityModel } from '@mortise/metadata'
import { useRuntimeServices } from '@mortise/ui'
import { useEffect, useRef, useState } from 'react'
import type { LeftBehind } from './carry-values.ts'
import { dayIn } from './form-values.ts'
import type { FormValuesHandle } from './use-form-values.ts'

/** What found no place in the form, until it was seen. */
export interface LeftValues {
  left: readonly LeftBehind[]
  dismiss(): void
}

/** The app was published anew while the form is open: what was typed stays, in the fields as they are now. */
export function useCarriedValues(entity: EntityModel, values: FormValuesHandle): LeftValues {
  const { timeZone } = useRuntimeServices()
  const shape = useRef(entity)
  const awaited = useRef(false)
  const [left, setLeft] = useState<readonly LeftBehind[]>([])
  const latest = useRef(values)
  latest.current = values
  useEffect(() => {
    const before = shape.current
    if (before === entity) return
    shape.current = entity
    awaited.current = true
    void import('./carry-values.ts').then(({ carryValues }) => {
      const { changes, fresh, start, startFrom } = latest.current
      const reading = { timeZone, today: dayIn(timeZone, new Date()) }
      const carried = carryValues(changes(), { before, after: entity, reading })
      const from = fresh.version === start.current.version ? fresh : start.current
      startFrom(from, { ...from.values, ...carried.values })
      setLeft(carried.left)
    })
  }, [entity, timeZone])
  const { fresh } = values
  // The record is read again with the fields as they are now: values that were converted come with it.
  useEffect(() => {
    const { changes, start, startFrom } = latest.current
    if (!awaited.current || shape.current !== entity || fresh === start.current) return
    if (fresh.version !== start.current.version) return
    startFrom(fresh, { ...fresh.values, ...changes() })
  }, [fresh, entity])
  return { left, dismiss: () => setLeft([]) }
}
