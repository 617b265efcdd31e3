import type { LocalizedText } from '@mortise/core'
import type { DocumentKind } from '../documents/document-names.ts'
import type { EntityModel, FieldModel } from '../model/app-model.ts'
import { type AppIndex, fieldKeys, type Report } from './app-index.ts'
import { suggestionFor } from './suggestion-for.ts'

/** What documents are called in messages. */
export const documentNames: Readonly<Record<DocumentKind, LocalizedText>> = {
  app: { zh: '应用', en: 'app' },
  command: { zh: '操作', en: 'action' },
  entity: { zh: '数据表', en: 'table' },
  form: { zh: '表单', en: 'form' },
  menu: { zh: '菜单', en: 'menu' },
  option_set: { zh: '选项集', en: 'option set' },
  page: { zh: '页面', en: 'page' },
  process: { zh: '流程', en: 'process' },
  public_form: { zh: '公开表单', en: 'public form' },
  print: { zh: '打印模板', en: 'print template' },
  role: { zh: '角色', en: 'role' },
  translation: { zh: '翻译', en: 'translation' },
  view: { zh: '视图', en: 'view' },
}

const fieldName: LocalizedText = { zh: '字段', en: 'field' }

interface Place {
  index: AppIndex
  pointer: string
  report: Report
}

/** Checks that a document is there and in use; false when nothing that depends on it can be checked. */
export function checkDocument(kind: DocumentKind, key: string, { index, pointer, report }: Place): boolean {
  const state = index.stateOf(kind, key)
  const params = { what: documentNames[kind], name: key }
  if (state === 'missing')
    report('REFERENCE_UNKNOWN', pointer, { ...params, suggestion: suggestionFor(key, index.known(kind)) })
  if (state === 'archived') report('REFERENCE_ARCHIVED', pointer, params)
  return state === 'live'
}

/** The table of that key; null, with a finding unless it is broken itself, when there is none to go on with. */
export function checkEntity(key: string, place: Place): EntityModel | null {
  return checkDocument('entity', key, place) ? (place.index.model.entities.get(key) ?? null) : null
}

/** The field of that key in a table; null, with a finding unless it is broken itself, when there is none to go on with. */
export function checkField(entity: EntityModel, key: string, { index, pointer, report }: Place): FieldModel | null {
  const found = entity.fields.get(key)
  if (found) return found
  const state = index.fieldState(entity.key, key)
  const params = { what: fieldName, name: key }
  if (state === 'archived') report('REFERENCE_ARCHIVED', pointer, params)
  if (state === 'missing') {
    report('REFERENCE_UNKNOWN', pointer, { ...params, suggestion: suggestionFor(key, fieldKeys(entity)) })
  }
  return null
}

/** The field at the end of a path over to-one relations; null, with a finding, when a step does not lead on. */
export function checkPath(entity: EntityModel, path: string, place: Place): FieldModel | null {
  const steps = path.split('.')
  let table: EntityModel | undefined = entity
  for (const step of steps.slice(0, -1)) {
    const relation: FieldModel | null = checkField(table, step, place)
    if (!relation) return null
    if (relation.kind.relation !== 'one' || relation.target === null) {
      place.report('PATH_NOT_RELATION', place.pointer, { name: step })
      return null
    }
    table = place.index.model.entities.get(relation.target)
    // The relation itself is reported where it is declared.
    if (!table) return null
  }
  return checkField(table, steps.at(-1) ?? '', place)
}
