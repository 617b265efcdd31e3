import type { EntityDocument } from '@mortise/metadata'
import type { DraftEdit, DraftEditing } from '../../draft/draft-documents.ts'
import { type BlockContext, renameFieldInPage } from '../../page/edits/page-uses.ts'
import { renamedInPublicForm } from './public-form-uses.ts'

/**
 * Gives a field that was never published another key, wherever forms, lists, pages and roles name it. Formulas name fields as
 * well: a field that is computed with keeps its key.
 */
export function renameField(entity: string, from: string, to: string, context: BlockContext): DraftEdit {
  return (draft) => {
    const table = draft.get('entity', entity)
    if (!table) return
    draft.put(renamedInTable(table, from, to))
    for (const kind of ['form', 'view'] as const) {
      for (const document of draft.all(kind)) if (document.entity === entity) draft.put(renamedIn(document, from, to))
    }
    renameInPublicForms(draft, { entity, from, to })
    for (const page of draft.all('page')) draft.put(renameFieldInPage(page, { entity, field: from }, to, context))
    for (const role of draft.all('role')) {
      const grant = role.entities[entity]
      const access = grant?.fields?.[from]
      if (!grant?.fields || access === undefined) continue
      const { [from]: _, ...others } = grant.fields
      draft.put({
        ...role,
        entities: { ...role.entities, [entity]: { ...grant, fields: { ...others, [to]: access } } },
      })
    }
  }
}

function renameInPublicForms(
  draft: DraftEditing,
  { entity, from, to }: { entity: string; from: string; to: string },
): void {
  const forms = new Set(draft.all('form').flatMap((form) => (form.entity === entity ? form.key : [])))
  for (const open of draft.all('public_form')) if (forms.has(open.form)) draft.put(renamedInPublicForm(open, from, to))
}

function renamedInTable(table: EntityDocument, from: string, to: string): EntityDocument {
  const named = (key: string) => (key === from ? to : key)
  const list = <Member extends { fields: string[] }>(members: Member[]) =>
    members.map((member) => ({ ...member, fields: member.fields.map(named) }))
  return {
    ...table,
    fields: table.fields.map((field) => (field.key === from ? { ...field, key: to } : field)),
    titleField: named(table.titleField),
    ...(table.parentField !== undefined && { parentField: named(table.parentField) }),
    ...(table.indexes && { indexes: list(table.indexes) }),
    ...(table.duplicateChecks && { duplicateChecks: list(table.duplicateChecks) }),
  }
}

/** Names of fields stand in `field`, in lists of columns and totals, and in single options of views. */
function renamedIn<Value>(value: Value, from: string, to: string, name = ''): Value {
  if (Array.isArray(value)) return value.map((member) => renamedIn(member, from, to, name)) as Value
  if (typeof value === 'string') return (fieldNames.has(name) ? renamedPath(value, from, to) : value) as Value
  if (typeof value !== 'object' || value === null || 'expr' in value) return value
  // Its names are those of another table.
  if ('item' in value && value.item === 'related_list') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, renamedIn(member, from, to, key)]),
  ) as Value
}

const fieldNames: ReadonlySet<string> = new Set([
  ...['field', 'columns', 'totals', 'group', 'title', 'cover', 'start', 'end', 'colour', 'lanes', 'cards', 'fields'],
])

function renamedPath(path: string, from: string, to: string): string {
  const [first, ...rest] = path.split('.')
  return first === from ? [to, ...rest].join('.') : path
}
