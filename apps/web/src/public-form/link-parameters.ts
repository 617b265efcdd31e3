import type { PublicForm } from '@mortise/api'
import type { EntityModel } from '@mortise/metadata'
import { dayIn, type FormValues } from '../runtime/form/form-values.ts'

/** What the address fills in. Names that the form does not know, and texts that mean nothing, are left out. */
export function prefillOf(form: PublicForm, entity: EntityModel, search: URLSearchParams): FormValues {
  const { timeZone } = form.workspace
  const place = { timeZone, today: dayIn(timeZone, new Date()) }
  const values: FormValues = {}
  for (const { name, field: key } of form.parameters.shown) {
    const text = search.get(name)?.trim()
    const field = entity.fields.get(key)
    if (!text || !field) continue
    const value = field.kind.fromText ? field.kind.fromText(text, field, place) : text
    const result = value === undefined ? null : field.kind.normalise?.(value as never, field.options as never, field)
    const given = result && 'value' in result ? result.value : result === undefined ? value : undefined
    if (given !== undefined && given !== null) values[key] = given
  }
  return values
}

/** What is only sent along. */
export function hiddenParameters(form: PublicForm, search: URLSearchParams): { [name: string]: string } {
  return Object.fromEntries(
    form.parameters.hidden.flatMap((name) => {
      const text = search.get(name)
      return text === null ? [] : [[name, text.slice(0, 500)]]
    }),
  )
}
