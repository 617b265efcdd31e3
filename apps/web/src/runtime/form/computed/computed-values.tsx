import { deepEqual } from '@mortise/core'
import type { EvaluationContext } from '@mortise/expressions'
import type { FieldModel } from '@mortise/metadata'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useWatch } from 'react-hook-form'
import { useSession } from '../../../api/session.ts'
import { useApp } from '../../../api/use-app.ts'
import { dayIn, type FormValues } from '../form-values.ts'
import type { RecordFormModel } from '../use-record-form.ts'
import { type FormPlan, isPreviewed, planForm } from './form-plan.ts'
import { type LiveRecord, liveRecord } from './live-record.ts'

/** What a field shows that nobody fills in. */
export interface ComputedValue {
  value: unknown
  /** What it follows from was changed, and the new value is known only once the record is saved. */
  pending: boolean
}

interface ComputedValues {
  plan: FormPlan
  /** Null while nothing differs from what the server said. */
  live: LiveRecord | null
  changed: ReadonlySet<string>
  isNew: boolean
}

const ComputedContext = createContext<ComputedValues | null>(null)

/** Keeps what is computed up with what is typed; only the fields that show it are drawn again. */
export function ComputedValuesProvider({ model, children }: { model: RecordFormModel; children: ReactNode }) {
  const app = useApp()
  const { entity, fields, isNew, record, start } = model
  const context = useEvaluationContext(isNew)
  const plan = useMemo(() => planForm({ app, entity, fields, isNew }), [app, entity, fields, isNew])
  const values: FormValues = useWatch({ control: model.control })
  const state = useMemo((): ComputedValues => {
    const begun = start.current.values
    const changed = new Set(Object.keys(values).filter((key) => !deepEqual(values[key] ?? null, begun[key] ?? null)))
    const differs = isNew || changed.size > 0
    return {
      plan,
      changed,
      isNew,
      live: differs ? liveRecord({ plan, values, start: { ...record, ...begun }, context }) : null,
    }
  }, [plan, values, start, record, context, isNew])
  return <ComputedContext value={state}>{children}</ComputedContext>
}

/** What is shown of a field in place of what the form holds: of computed fields, look-ups and lines. */
export function useComputedValue(field: FieldModel, held: unknown): ComputedValue {
  const { plan, live, changed, isNew } = useComputedValues()
  if (!live) return { value: held, pending: false }
  if (plan.lines.has(field.key)) return { value: live.lines(field.key), pending: false }
  const planned = plan.record.get(field.key)
  const touched = planned !== undefined && [...planned.inputs].some((input) => changed.has(input))
  if (planned?.mode === 'live' && (touched || isNew)) return { value: live.value(field.key), pending: false }
  return { value: held, pending: planned?.mode === 'pending' && touched }
}

/** Whether a field that is not filled in can be shown of a new record. */
export function usePreviewed(): (field: string) => boolean {
  const { plan } = useComputedValues()
  return (field) => isPreviewed(plan.record.get(field))
}

function useComputedValues(): ComputedValues {
  const state = useContext(ComputedContext)
  if (!state) throw new Error('unreachable: no form around this field')
  return state
}

/** The moment and the place, as far as the browser knows them. */
function useEvaluationContext(isNew: boolean): EvaluationContext {
  const { workspace } = useSession()
  const { key, timeZone } = workspace
  return useMemo(() => {
    const now = new Date()
    return {
      now: now.toISOString(),
      today: dayIn(timeZone, now),
      timeZone,
      user: null,
      workspace: key,
      calendar: { exceptions: new Map() },
      isNew,
    }
  }, [key, timeZone, isNew])
}
