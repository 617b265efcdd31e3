import type { LocalizedText } from '@mortise/core'
import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import type { DraftEditing } from '../../draft/draft-documents.ts'
import { firstFree, freeKey, takenFieldKeys } from '../../keys/free-key.ts'
import { keyForLabel } from '../../keys/key-for-label.ts'
import { changeTable } from '../../table/edits/field-edits.ts'
import { withOptions } from '../../table/edits/option-set-edits.ts'

/** A field that is to be made, with what it needs beside it. */
export interface NewField {
  field: FieldDocument
  /** It is a sub-table. */
  lines: boolean
  /** Names of the options of a new option set for it. */
  newOptions?: readonly LocalizedText[]
  /** Name of a new table for its lines. */
  newTable?: LocalizedText
}

/** Adds a field to a table, with the option set or the table of lines that it needs; answers its key. */
export function addFieldEdit(
  entity: string,
  { field, newOptions, newTable }: NewField,
): (draft: DraftEditing) => string {
  return (draft) => {
    const table = draft.get('entity', entity)
    if (!table) return field.key
    const key = firstFree(field.key, (candidate) => takenFieldKeys(table).has(candidate))
    const options = {
      ...field.options,
      ...(newOptions && { optionSet: putOptionSet(draft, `${entity}_${key}`, field.label, newOptions) }),
      ...(newTable && { entity: putLines(draft, table, newTable) }),
    }
    const made = { ...field, key, ...(Object.keys(options).length > 0 && { options }) }
    changeTable(entity, (present) => ({ ...present, fields: withField(present.fields, made) }))(draft)
    return key
  }
}

/** Behind the fields in use; archived ones stay last. */
function withField(fields: readonly FieldDocument[], field: FieldDocument): FieldDocument[] {
  return [...fields.filter(({ archived }) => !archived), field, ...fields.filter(({ archived }) => archived)]
}

function putOptionSet(
  draft: DraftEditing,
  wanted: string,
  label: LocalizedText,
  names: readonly LocalizedText[],
): string {
  const key = freeKey(draft, 'option_set', wanted)
  draft.put({ kind: 'option_set', key, label, options: withOptions({ options: [] }, names) })
  return key
}

/** The table of lines of a sub-table: a name, and the relation to the record that owns them. */
function putLines(draft: DraftEditing, owner: EntityDocument, label: LocalizedText): string {
  const taken = new Set(draft.all('entity').map(({ key }) => key))
  const key = keyForLabel(label, taken, `${owner.key}_line`)
  const parent: FieldDocument = {
    ...{ key: owner.key === 'name' ? 'parent' : owner.key, type: 'relation', label: owner.label, required: true },
    options: { entity: owner.key, onDelete: 'cascade' },
  }
  const name: FieldDocument = { key: 'name', type: 'text', label: { zh: '名称', en: 'Name' }, required: true }
  draft.put({ kind: 'entity', key, label, titleField: name.key, parentField: parent.key, fields: [name, parent] })
  return key
}
