import type { AppDocumentAny, DocumentId } from '@mortise/metadata'
import { documentId } from '@mortise/metadata'
import { type Documents, type DraftEdit, runEdit } from '../../draft/draft-documents.ts'
import { mergeTheirs } from '../../draft/merge-drafts.ts'
import { dropField } from './drop-field.ts'
import { changeTable } from './field-edits.ts'
import type { FieldPlace, UsesContext } from './field-uses.ts'

/**
 * Takes an archived field into use again. With the documents of a time when it was in use, it comes back to its places
 * on forms and lists and to its rights: what taking it out would do to those documents is done here the other way round.
 */
export function restoreField(place: FieldPlace, former: Documents | null, context: UsesContext): DraftEdit {
  return (draft) => {
    changeTable(place.entity, (table) => ({
      ...table,
      fields: table.fields.map((field) => {
        if (field.key !== place.field) return field
        const { archived: _, ...live } = field
        return live
      }),
    }))(draft)
    if (!former) return
    const taken = runEdit(former, dropField(place, true, context))
    for (const { id, before, after } of taken) {
      const [kind, key = ''] = id.split('/') as [AppDocumentAny['kind'], string]
      const present = draft.get(kind, key) ?? null
      // The table itself was seen to; a document that is gone since stays so.
      if (before === null || present === null || id === entityId(place)) continue
      const restored = mergeTheirs(after, before, present)
      if (restored && documentId(restored) === id) draft.put(restored)
    }
  }
}

const entityId = ({ entity }: FieldPlace): DocumentId => `entity/${entity}`
