import type { LocalizedText } from '@mortise/core'
import type { EntityDocument } from '@mortise/metadata'
import type { DraftEdit } from '../../draft/draft-documents.ts'
import { freeKey } from '../../keys/free-key.ts'
import { keyForLabel } from '../../keys/key-for-label.ts'
import { changeField } from './field-edits.ts'
import { putForm } from './new-table.ts'

interface SubTableOf {
  table: string
  /** The field of lines there, which leads to nothing yet. */
  field: string
  label: LocalizedText
}

/** A table of lines for a field: with a title and the relation back to the record that owns them. */
export function newSubTable({ table, field, label }: SubTableOf): DraftEdit {
  return (draft) => {
    const parent = draft.get('entity', table)
    if (!parent) return
    const taken = new Set(draft.all('entity').map(({ key }) => key))
    const key = freeKey(draft, 'entity', keyForLabel(label, taken, `${table}_line`))
    draft.put(linesOf(parent, key, label))
    putForm(draft, key, label, ['name'])
    changeField(table, field, (present) => ({ ...present, options: { ...present.options, entity: key } }))(draft)
  }
}

function linesOf(parent: EntityDocument, key: string, label: LocalizedText): EntityDocument {
  const owner = parent.key === 'name' ? 'parent' : parent.key
  return {
    ...{ kind: 'entity', key, label, icon: 'list-details', titleField: 'name', parentField: owner },
    fields: [
      { key: 'name', type: 'text', label: { zh: '名称', en: 'Name' }, required: true },
      {
        ...{ key: owner, type: 'relation', label: parent.label, required: true },
        options: { entity: parent.key, onDelete: 'cascade' },
      },
    ],
  }
}
