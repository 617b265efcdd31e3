import type { Language } from '@mortise/core'
import type { Query, RecordPage } from '@mortise/data'
import type { Filter } from '@mortise/metadata'
import type { RuntimeServices } from '@mortise/ui'
import { type LoadedPublicForm, publicForms } from './public-form-calls.ts'

/** What inputs need where nobody is signed in: nobody's directory, and of other tables only what may be chosen. */
export function publicServices(token: string, { form, running, kinds }: LoadedPublicForm, language: Language) {
  /** What was uploaded can be looked at from here only: the server gives it to nobody outside. */
  const own = new Map<string, string>()
  const services: RuntimeServices = {
    ...{ app: running.model, language, timeZone: form.workspace.timeZone, workspace: form.workspace.key },
    ...{ userId: `public ${token}`, departmentId: null, people: [], departments: [] },
    fieldRuntimes: kinds.fieldRuntimes,
    query: (entity, query, signal) => queryChoices(token, { form, running }, entity, query, signal),
    canCreate: () => false,
    async upload(file, onProgress, signal) {
      const stored = await publicForms.upload(token, { file, onProgress, signal })
      own.set(stored.id, URL.createObjectURL(file))
      return stored
    },
    fileUrl: (id) => own.get(id) ?? '',
  }
  return services
}

async function queryChoices(
  token: string,
  { form, running }: Pick<LoadedPublicForm, 'form' | 'running'>,
  entity: string,
  query: Query,
  signal: AbortSignal | undefined,
): Promise<RecordPage> {
  const table = running.model.entities.get(form.entity)
  const field = form.choices.find((key) => table?.fields.get(key)?.target === entity)
  const title = running.model.entities.get(entity)?.title.key ?? 'id'
  if (!field) return { records: [], next: null, previous: null }
  const ids = idsOf(query.filter)
  const asked = ids.length > 0 ? ids.map((id) => ({ id })) : [query.search ? { search: query.search } : {}]
  const found = await Promise.all(asked.map((one) => publicForms.choices(token, field, one, signal)))
  return { records: found.flat().map((one) => ({ id: one.id, [title]: one.title })), next: null, previous: null }
}

/** Titles are asked for by id. */
function idsOf(filter: Filter | undefined): string[] {
  if (!filter || !('op' in filter) || filter.field !== 'id' || !Array.isArray(filter.value)) return []
  return filter.value.filter((id): id is string => typeof id === 'string')
}
