import type { EntityDocument, FieldDocument, FormDocument } from '@mortise/metadata'
import type { Design } from '../../draft/design-context.ts'
import type { DraftEditing } from '../../draft/draft-documents.ts'
import { firstFree, takenFieldKeys } from '../../keys/free-key.ts'
import { changeTable } from '../../table/edits/field-edits.ts'
import { insertMembers } from '../tree/edit-tree.ts'
import { fieldNodeId, indexForm, type Member, memberId, outermost, type Place } from '../tree/form-node.ts'
import { copyMembers, duplicateNodes, freeKeys } from '../tree/new-items.ts'

/** What was copied: members of a form, and the fields of the table that they show. */
export interface Clipboard {
  app: string
  entity: string
  members: Member[]
  fields: FieldDocument[]
}

/** In the browser, so that another form, in another tab as well, can take it. */
const storageKey = 'mortise-form-clipboard'

export function copyNodes({ app, store }: Design, form: FormDocument, ids: readonly string[]): void {
  const index = indexForm(form.items)
  // A single tab or step is copied as what is in it.
  const members = outermost(index, ids).flatMap(({ member }): Member[] =>
    !member ? [] : 'item' in member ? [member] : member.items,
  )
  const table = store.snapshot().documents.get(`entity/${form.entity}`) as EntityDocument | undefined
  const shown = new Set(fieldsIn(members))
  const fields = table?.fields.filter(({ key }) => shown.has(key)) ?? []
  const kept: Clipboard = { app, entity: form.entity, members, fields }
  localStorage.setItem(storageKey, JSON.stringify(kept))
}

export function readClipboard(): Clipboard | null {
  const kept = localStorage.getItem(storageKey)
  return kept === null ? null : (JSON.parse(kept) as Clipboard)
}

function fieldsIn(members: readonly Member[]): string[] {
  const index = indexForm(members.filter((member) => 'item' in member))
  return [...index.values()].flatMap(({ member }) =>
    member && 'field' in member && !('key' in member) ? [member.field] : [],
  )
}

/**
 * Pastes what was copied. Fields of this table that the form does not show are shown; those that it shows already are
 * left out and counted. A field of another table is made here where there is none like it.
 */
export function pasteNodes(draft: DraftEditing, key: string, kept: Clipboard, place: Place) {
  const form = draft.get('form', key)
  const table = draft.get('entity', form?.entity ?? '')
  if (!form || !table) return { ids: [], left: 0 }
  const shown = new Set([...indexForm(form.items).keys()])
  let left = 0
  const fieldFor = (wanted: string): string | null => {
    const own = kept.entity === table.key ? wanted : fieldLike(draft, table.key, kept, wanted)
    const known =
      own !== null && draft.get('entity', table.key)?.fields.some((field) => field.key === own && !field.archived)
    if (own === null || !(known || isSystem(own)) || shown.has(fieldNodeId(own))) {
      left += 1
      return null
    }
    shown.add(fieldNodeId(own))
    return own
  }
  const members = copyMembers(kept.members, freeKeys(form), fieldFor)
  const body = insertMembers(form, place, members)
  if (body !== form) draft.put({ ...form, ...body })
  return { ids: body === form ? [] : members.map(memberId), left }
}

const isSystem = (key: string) =>
  ['owner', 'department', 'created_at', 'created_by', 'updated_at', 'updated_by'].includes(key)

/** The field of the table with the key and type of a copied one; made where there is none. Lines belong to one table. */
function fieldLike(draft: DraftEditing, entity: string, kept: Clipboard, wanted: string): string | null {
  const copied = kept.fields.find(({ key }) => key === wanted)
  const table = draft.get('entity', entity)
  if (!table) return null
  if (!copied) return isSystem(wanted) ? wanted : null
  const own = table.fields.find(({ key, type, archived }) => key === wanted && type === copied.type && !archived)
  if (own) return own.key
  if (copied.type === 'sub_table') return null
  return copyField(draft, entity, copied)
}

/** Puts copies behind the nodes; each field becomes a new one of the table, made like the one it is a copy of. */
export function duplicateWithFields(draft: DraftEditing, key: string, ids: readonly string[]): string[] {
  const form = draft.get('form', key)
  if (!form) return []
  const fieldFor = (field: string) => {
    const source = draft.get('entity', form.entity)?.fields.find((own) => own.key === field)
    return !source || source.type === 'sub_table' ? null : copyField(draft, form.entity, source)
  }
  const { body, ids: made } = duplicateNodes(form, ids, fieldFor)
  draft.put({ ...form, ...body })
  return made
}

/** A field like another, under a key of its own; what only one field can be is left out. */
function copyField(draft: DraftEditing, entity: string, { unique: _, archived: __, ...source }: FieldDocument): string {
  const table = draft.get('entity', entity)
  const taken = table ? takenFieldKeys(table) : new Set<string>()
  const key = firstFree(source.key, (candidate) => taken.has(candidate))
  const { inverse: ___, ...options } = source.options ?? {}
  const isCopy = table?.fields.some((field) => field.key === source.key) ?? false
  const label = isCopy ? { zh: `${source.label.zh} 副本`, en: `${source.label.en} copy` } : source.label
  const field = { ...source, key, label, ...(source.options && { options }) }
  changeTable(entity, (present) => ({ ...present, fields: [...present.fields, field] }))(draft)
  return key
}
