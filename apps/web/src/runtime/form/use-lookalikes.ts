import { canonicalJson, deepEqual } from '@mortise/core'
import type { Lookalikes } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { useEffect, useState } from 'react'
import { records } from '../../api/records.ts'
import { type FormValues, isBlank } from './form-values.ts'
import type { FormValuesHandle } from './use-form-values.ts'

interface LookalikesOptions {
  entity: EntityModel
  id: string | undefined
  values: FormValuesHandle
  /** Whether the server is asked at all. */
  asks: boolean
}

const none: readonly Lookalikes[] = []
/** Longer than between two letters: what is asked is a whole number or name. */
const pauseMs = 600

/** Records that duplicate checks would find, looked up after a pause in typing their fields. Nothing waits for it. */
export function useLookalikes({ entity, id, values, asks }: LookalikesOptions): readonly Lookalikes[] {
  const [found, setFound] = useState(none)
  const { follow, getValues, start } = values
  useEffect(() => {
    const checks = entity.document.duplicateChecks ?? []
    if (!asks || checks.length === 0) return
    let asked = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    let aborter: AbortController | undefined
    async function ask() {
      const typed = typedInChecks(entity, getValues(), start.current.values)
      const signature = canonicalJson(typed as never)
      if (signature === asked) return
      asked = signature
      aborter?.abort()
      aborter = new AbortController()
      const { signal } = aborter
      const answer = await lookUp(entity, id, typed, signal)
      if (signal.aborted) return
      // No connection, or asked too often: saving looks once more.
      if (!answer) asked = ''
      else setFound(answer.length > 0 ? answer : none)
    }
    const end = follow(() => {
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), pauseMs)
    })
    return () => {
      end()
      clearTimeout(timer)
      aborter?.abort()
    }
  }, [entity, id, asks, follow, getValues, start])
  return found
}

/** Null when the server does not answer. */
async function lookUp(entity: EntityModel, id: string | undefined, values: FormValues, signal: AbortSignal) {
  if (Object.keys(values).length === 0) return none
  return await records.lookalikes(entity.app, entity.key, { ...(id && { id }), values }, signal).catch(() => null)
}

/** Values of the checks that something was changed for and nothing is missing in. */
function typedInChecks(entity: EntityModel, now: FormValues, start: FormValues): FormValues {
  const isOpen = ({ fields }: { fields: readonly string[] }) =>
    fields.some((key) => !deepEqual(now[key] ?? null, start[key] ?? null)) &&
    fields.every((key) => {
      const field = entity.fields.get(key)
      return field !== undefined && !isBlank(field, now[key])
    })
  const keys = (entity.document.duplicateChecks ?? []).filter(isOpen).flatMap(({ fields }) => fields)
  return Object.fromEntries(keys.map((key) => [key, now[key]]))
}
