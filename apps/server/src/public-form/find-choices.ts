import type { PublicChoiceRecord } from '@mortise/api'
import type { DataEngine } from '@mortise/data/server'
import type { Filter } from '@mortise/metadata'
import type { OpenedPublicForm } from './open-public-form.ts'
import { publicFormErrors } from './public-form-errors.ts'

const most = 20

/** Records that a visitor may choose, by their titles. A relation that is not open for that is one that is not there. */
export async function findChoices(
  engine: DataEngine,
  { document, entity, scope, access }: OpenedPublicForm,
  key: string,
  { search, id }: { search?: string; id?: string },
): Promise<PublicChoiceRecord[]> {
  const field = entity.fields.get(key)
  const target = scope.model.entities.get(field?.target ?? '')
  const isOpen = document.choices?.some((choice) => choice.field === key) && document.fields.includes(key)
  if (!target || !isOpen) throw publicFormErrors.PUBLIC_FORM_UNKNOWN()
  const title = target.title.key
  const filter: Filter | undefined = id === undefined ? undefined : { field: 'id', op: 'eq', value: id }
  const { records } = await engine.query(access, scope, target.key, {
    select: [title],
    ...(search?.trim() && { search: search.trim() }),
    ...(filter && { filter }),
    sort: [{ field: title, direction: 'asc' }],
    page: { size: most },
  })
  return records.map((record) => ({ id: record.id, title: String(record[title] ?? '') }))
}
