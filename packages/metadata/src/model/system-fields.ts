import type { EntityDocument, FieldDocument, SystemFieldKey } from '../documents/entity.ts'
import { systemFieldKeys } from '../documents/entity.ts'

/** The fields that every table has without declaring them: their types and labels. */
export const systemFields: Readonly<Record<SystemFieldKey, FieldDocument>> = {
  id: { key: 'id', type: 'id', label: { zh: '标识', en: 'ID' } },
  version: { key: 'version', type: 'integer', label: { zh: '版本', en: 'Version' } },
  created_at: { key: 'created_at', type: 'datetime', label: { zh: '创建时间', en: 'Created at' } },
  created_by: { key: 'created_by', type: 'person', label: { zh: '创建人', en: 'Created by' } },
  updated_at: { key: 'updated_at', type: 'datetime', label: { zh: '修改时间', en: 'Changed at' } },
  updated_by: { key: 'updated_by', type: 'person', label: { zh: '修改人', en: 'Changed by' } },
  owner: { key: 'owner', type: 'person', label: { zh: '负责人', en: 'Owner' } },
  department: { key: 'department', type: 'department', label: { zh: '所属部门', en: 'Department' } },
  archived_at: { key: 'archived_at', type: 'datetime', label: { zh: '归档时间', en: 'Archived at' } },
  position: { key: 'position', type: 'integer', label: { zh: '行号', en: 'Position' } },
}

/** The system fields of one table: lines of a sub-table have a position and follow the owner of their parent. */
export function systemFieldsOf(document: Pick<EntityDocument, 'parentField'>): readonly FieldDocument[] {
  return document.parentField ? ofSubTable : ofTable
}

const ofTable = systemFieldKeys.filter((key) => key !== 'position').map((key) => systemFields[key])
const ofSubTable = systemFieldKeys
  .filter((key) => key !== 'owner' && key !== 'department')
  .map((key) => systemFields[key])
