import type { FormAnswer } from '@mortise/api'
import { createFormProgram, type FormValues } from '@mortise/form'
import type { FieldModel, FormDocument } from '@mortise/metadata'
import { createContext, useContext, useEffect, useMemo, useRef } from 'react'
import { api } from '../../../api/api-client.ts'
import { useApp } from '../../../api/use-app.ts'
import type { FormValuesHandle } from '../use-form-values.ts'
import type { RecordFormOptions } from '../use-record-form.ts'
import { createFormRunStore, type FormRunOptions, type FormRunStore } from './form-run-store.ts'
import { useEvaluationContext } from './use-evaluation-context.ts'

interface UseFormRunOptions extends Pick<RecordFormOptions, 'entity' | 'form' | 'record'> {
  fields: readonly FieldModel[]
  values: FormValuesHandle
  isFilling: boolean
  asksAt: string | undefined
}

/** A form of a draft that is tried: the server is asked about it as it is, with the values of fields that it knows of. */
export interface TriedForm {
  form: FormDocument
  isKnown(field: string): boolean
}

export const TriedFormContext = createContext<TriedForm | null>(null)

/** Runs the rules of a form as it is filled in. */
export function useFormRun({
  entity,
  form,
  record,
  fields,
  values,
  isFilling,
  asksAt,
}: UseFormRunOptions): FormRunStore {
  const { model, capabilities } = useApp()
  const isNew = record === null
  const context = useEvaluationContext(isNew)
  const filling = useRef(isFilling)
  filling.current = isFilling
  const program = useMemo(() => {
    const readable = (field: FieldModel) => {
      const access = capabilities[field.entity]?.fields[field.key]
      return access === 'read' || access === 'write'
    }
    return createFormProgram({ model, form, entity, fields, isNew, readable })
  }, [model, capabilities, form, entity, fields, isNew])
  const options: FormRunOptions = {
    ...{ program, context, record },
    start: () => values.start.current,
    values: values.getValues,
    isFilling: () => filling.current || values.isDirty(),
    fill: values.fill,
  }
  const store = useRef<FormRunStore>(null)
  store.current ??= createFormRunStore(options)
  const current = store.current
  useEffect(() => {
    current.configure(options)
  })
  useEffect(() => values.follow(current.refresh), [values.follow, current])
  useEffect(() => {
    if (isFilling) current.refresh()
  }, [isFilling, current])
  const tried = useContext(TriedFormContext)
  const own = `/apps/${entity.app}/entities/${entity.key}/forms/${form.key}/evaluate`
  const known = model.forms.has(form.key)
  const trial = tried && `/apps/${entity.app}/draft/form`
  useAnswers(current, known ? (asksAt ?? own) : trial, {
    ...(asksAt === undefined ? { id: record?.id } : { form: form.key }),
    tried: known ? null : tried,
  })
  return current
}

const pause = 200

/** Asks the server what only it can say, after a pause in typing; the last question counts. */
function useAnswers(
  store: FormRunStore,
  path: string | null,
  { id, form, tried }: { id?: string | undefined; form?: string; tried: TriedForm | null },
): void {
  useEffect(() => {
    if (path === null) return
    const address = path
    let asked: string | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let aborter: AbortController | undefined
    async function ask() {
      const question = store.question()
      if (!question || question.signature === asked) return
      asked = question.signature
      aborter?.abort()
      aborter = new AbortController()
      const { signal } = aborter
      const { values } = store.get()
      try {
        const about = { ...(id && { id }), ...(form && { form }), ...sentOf(values, tried) }
        const body = { ...about, parts: [...question.parts] }
        const { parts } = await api.post<FormAnswer>(address, body, { signal, repeatable: true })
        if (!signal.aborted) store.answer({ values, parts })
      } catch {
        // The connection is away or the form was changed meanwhile: asked again with the next change; saving decides.
        if (!signal.aborted) asked = null
      }
    }
    function soon(after: number) {
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), after)
    }
    soon(0)
    const end = store.subscribe(() => soon(pause))
    return () => {
      end()
      clearTimeout(timer)
      aborter?.abort()
    }
  }, [store, path, id, form, tried])
}

function sentOf(values: FormValues, tried: TriedForm | null) {
  if (!tried) return { values }
  const known = Object.entries(values).filter(([key]) => tried.isKnown(key))
  return { form: tried.form, values: Object.fromEntries(known) }
}
