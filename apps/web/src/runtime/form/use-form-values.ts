import type { EntityRecord } from '@mortise/data'
import type { FieldModel } from '@mortise/metadata'
import { useRuntimeServices } from '@mortise/ui'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Control, useForm } from 'react-hook-form'
import { changedValues, type FormValues, newValues, pickValues, recordValues } from './form-values.ts'
import type { DraftHandle } from './use-draft.ts'

/** Where a form started: what was in the record, and its version; 0 for a new one. */
export interface Start {
  values: FormValues
  version: number
}

/** The values of a form and what differs from where it started. */
export interface FormValuesHandle {
  control: Control<FormValues>
  start: RefObject<Start>
  /** The record as it is known now, which may be newer than where the form started. */
  fresh: Start
  changeCount: number
  getValues(): FormValues
  changes(): FormValues
  isDirty(): boolean
  /**
   * Puts in what rules fill in. In a new record that nobody has touched it is where the form starts: nothing of it is
   * unsaved work.
   */
  fill(values: FormValues): void
  /** Calls back at once on every change of a value, and when the form begins anew; the answer ends it. */
  follow(listener: () => void): () => void
  /** Begins anew, with the values of that start unless others are given. */
  startFrom(next: Start, values?: FormValues): void
}

interface FormValuesOptions {
  fields: readonly FieldModel[]
  record: EntityRecord | null
  prefill: FormValues | undefined
  draft: DraftHandle
  /** After a pause in typing. */
  onChange(values: FormValues): void
}

const pause = 200

/** Holds the values of a form; unsaved ones are also kept on this device. */
export function useFormValues({ fields, record, prefill, draft, onChange }: FormValuesOptions): FormValuesHandle {
  const fresh = useFreshStart({ fields, record, prefill })
  const start = useRef<Start>(fresh)
  const { control, getValues, reset, setValue, subscribe } = useForm<FormValues>({ defaultValues: fresh.values })
  const [changeCount, setChangeCount] = useState(0)
  const changes = useCallback(() => changedValues(start.current.values, getValues()), [getValues])
  const isDirty = useCallback(() => Object.keys(changes()).length > 0, [changes])
  const isNew = record === null
  const followers = useRef(new Set<() => void>())
  const follow = useCallback(
    (listener: () => void) => {
      const end = subscribe({ formState: { values: true }, callback: listener })
      followers.current.add(listener)
      return () => {
        end()
        followers.current.delete(listener)
      }
    },
    [subscribe],
  )
  const fill = useCallback(
    (values: FormValues) => {
      const { current } = start
      if (isNew && !isDirty()) current.values = { ...current.values, ...values }
      for (const [field, value] of Object.entries(values)) setValue(field, value)
    },
    [setValue, isDirty, isNew],
  )
  const startFrom = useCallback(
    (next: Start, values: FormValues = next.values) => {
      start.current = next
      reset(values)
      setChangeCount(Object.keys(changedValues(next.values, values)).length)
      for (const listener of followers.current) listener()
    },
    [reset],
  )
  useAfterPause(subscribe, () => {
    const differing = changes()
    const count = Object.keys(differing).length
    setChangeCount(count)
    onChange(getValues())
    if (count === 0) return draft.settle()
    const { version, values } = start.current
    draft.write({ version, changes: differing, base: pickValues(values, differing) })
  })
  // Somebody saved the record meanwhile: taken over, unless something here is unsaved.
  useEffect(() => {
    if (fresh.version > start.current.version && !isDirty()) startFrom(fresh)
  }, [fresh, isDirty, startFrom])
  return { control, start, fresh, changeCount, getValues, changes, isDirty, fill, follow, startFrom }
}

/** Runs after a pause in typing, and at once when the page is left, so that the last characters are kept too. */
function useAfterPause(subscribe: ReturnType<typeof useForm<FormValues>>['subscribe'], run: () => void): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    function flush() {
      if (timer === undefined) return
      clearTimeout(timer)
      timer = undefined
      latest.current()
    }
    const end = subscribe({
      formState: { values: true },
      callback() {
        clearTimeout(timer)
        timer = setTimeout(flush, pause)
      },
    })
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
      end()
    }
  }, [subscribe])
}

/** Values of the record as it is now, or of a new one; computed again only when the record changes. */
function useFreshStart({ fields, record, prefill }: Pick<FormValuesOptions, 'fields' | 'record' | 'prefill'>): Start {
  const { userId, departmentId, timeZone } = useRuntimeServices()
  const given = useRef(prefill ?? {})
  return useMemo(() => {
    if (record) return { values: recordValues(fields, record), version: record.version ?? 0 }
    const moment = { userId, departmentId, now: new Date(), timeZone }
    return { values: newValues(fields, given.current, moment), version: 0 }
  }, [fields, record, userId, departmentId, timeZone])
}
