import { deepEqual, fillText, type LocalizedText, type Registry } from '@mortise/core'
import { types } from '@mortise/expressions'
import { printFormula } from '@mortise/expressions/text'
import type { FieldType } from '../contract/field-type.ts'
import { type DocumentId, type DocumentKind, documentId } from '../documents/document-names.ts'
import type { AppDocumentAny, DocumentByKind } from '../documents/documents.ts'
import type { EntityDocument } from '../documents/entity.ts'
import type { AppModel } from '../model/app-model.ts'
import { buildModel } from '../model/build-model.ts'
import { dependentsOf } from '../model/dependents-of.ts'
import { schemaOf } from '../model/expression-schema.ts'
import { systemFields } from '../model/system-fields.ts'
import { documentNames } from '../validate/check-reference.ts'
import type { AppChange } from './app-change.ts'
import { type AddChange, type AppComparison, type ChangeDetails, changesOf, type DocumentPair } from './change-list.ts'
import { compareCommand, comparePrint } from './compare-buttons.ts'
import { compareEntity } from './compare-entity.ts'
import { compareForm, compareMenu, comparePage, compareTranslation, compareView } from './compare-layouts.ts'
import { compareOptionSet } from './compare-option-set.ts'
import { compareProcess } from './compare-process.ts'
import { compareProperties } from './compare-properties.ts'
import { comparePublicForm, publicFormSummary } from './compare-public-form.ts'
import { compareRole, roleSummary } from './compare-role.ts'

/**
 * What differs between two states of an app, in words a designer understands: tables, fields and options by their
 * labels, rights by who gains and who loses. Every difference gives at least one change; equal states give none.
 */
export function diffApps(
  before: readonly AppDocumentAny[],
  after: readonly AppDocumentAny[],
  { fieldTypes }: { fieldTypes: Registry<FieldType> },
): AppChange[] {
  const comparison = createComparison(before, after, fieldTypes)
  const former = new Map(before.map((document) => [documentId(document), document]))
  const present = new Map(after.map((document) => [documentId(document), document]))
  for (const [id, document] of present) compareDocument(id, former.get(id), document, comparison)
  for (const [id, document] of former) if (!present.has(id)) compareDocument(id, document, undefined, comparison)
  return comparison.changes
}

type Comparers = {
  [Kind in DocumentKind]: (pair: DocumentPair<DocumentByKind[Kind]>, add: AddChange, comparison: AppComparison) => void
}

const comparers: Comparers = {
  app: ({ before, after }, add) => {
    const subject: LocalizedText = { zh: '应用', en: 'the app' }
    compareProperties(before, after, { subject, pointer: '', add, except: [] })
  },
  command: compareCommand,
  entity: compareEntity,
  form: compareForm,
  menu: compareMenu,
  option_set: compareOptionSet,
  page: comparePage,
  process: compareProcess,
  public_form: comparePublicForm,
  print: comparePrint,
  role: compareRole,
  translation: compareTranslation,
  view: compareView,
}

function compareDocument(
  id: DocumentId,
  before: AppDocumentAny | undefined,
  after: AppDocumentAny | undefined,
  comparison: AppComparison,
): void {
  const add = changesOf(id, comparison)
  const [was, is] = [isLive(before), isLive(after)]
  if (was && !is && before) {
    add('', { zh: '删除{what}「{label}」', en: 'Removes the {what} "{label}"' }, wholeDetails(before, 'removed'))
  } else if (!was && is && after) {
    const again = before !== undefined
    const sentence = again
      ? { zh: '恢复{what}「{label}」', en: 'Brings the {what} "{label}" back' }
      : { zh: '新增{what}「{label}」', en: 'Adds the {what} "{label}"' }
    add('', sentence, wholeDetails(after, 'added'))
  } else if (before && after && was && !deepEqual(before, after)) {
    comparePair(before, after, add, comparison)
  }
}

function comparePair(before: AppDocumentAny, after: AppDocumentAny, add: AddChange, comparison: AppComparison): void {
  const count = comparison.changes.length
  comparers[after.kind]({ before, after } as never, add, comparison)
  if (comparison.changes.length > count || onlySchemaDiffers(before, after)) return
  const params = { what: documentNames[after.kind], label: after.label }
  add('', { zh: '{what}「{label}」有改动', en: 'Changes the {what} "{label}"' }, { params })
}

function onlySchemaDiffers(
  { $schema: _a, ...before }: AppDocumentAny,
  { $schema: _b, ...after }: AppDocumentAny,
): boolean {
  return deepEqual(before, after)
}

function isLive(document: AppDocumentAny | undefined): boolean {
  return document !== undefined && !('archived' in document && document.archived)
}

function wholeDetails(document: AppDocumentAny, change: 'added' | 'removed'): ChangeDetails {
  const params = { what: documentNames[document.kind], label: document.label }
  if (document.kind === 'entity')
    return { change, params, impact: entityImpact(document, change), subject: { entity: document.key } }
  if (document.kind === 'role') {
    const impact = { kind: 'rights' as const, widened: change === 'added', text: roleSummary(document) }
    return { change, params, impact }
  }
  if (document.kind === 'public_form') {
    const impact = { kind: 'rights' as const, widened: change === 'added', text: publicFormSummary(document) }
    return { change, params, impact }
  }
  return { change, params }
}

function entityImpact(document: EntityDocument, change: 'added' | 'removed'): NonNullable<ChangeDetails['impact']> {
  if (change === 'removed') {
    return {
      kind: 'data',
      text: { zh: '已有的记录保留，但不再能打开', en: 'Its records stay but can no longer be opened' },
    }
  }
  const count = document.fields.filter(({ archived }) => !archived).length
  return { kind: 'table', text: fillText({ zh: '{count} 个字段', en: '{count} fields' }, { count }) }
}

function createComparison(
  before: readonly AppDocumentAny[],
  after: readonly AppDocumentAny[],
  fieldTypes: Registry<FieldType>,
): AppComparison {
  const labels = new Map<string, LocalizedText>()
  const tables = new Map<string, string>()
  for (const document of [...before, ...after]) {
    labels.set(documentId(document), document.label)
    if (document.kind === 'form') tables.set(document.key, document.entity)
    if (document.kind !== 'entity') continue
    for (const field of document.fields) labels.set(`${documentId(document)}/${field.key}`, field.label)
  }
  const models = { before: modelOf(before, fieldTypes), after: modelOf(after, fieldTypes) }
  const label = (id: string, key: string) => labels.get(id) ?? systemLabel(key) ?? { zh: key, en: key }
  return {
    fieldTypes,
    changes: [],
    dependents(entity, field) {
      return dependentsOf(models.before(), entity, field)
    },
    formulaText(state, entity, expr) {
      const options = { schema: schemaOf(models[state]()), entity, expected: types.bool }
      const text = (language: 'zh' | 'en') => shortened(printFormula(expr, { ...options, language }))
      return { zh: text('zh'), en: text('en') }
    },
    labelOf: (kind, key) => labels.get(`${kind}/${key}`) ?? { zh: key, en: key },
    tableOfForm: (key) => tables.get(key) ?? '',
    fieldLabel: (entity, field) => label(`entity/${entity}/${field}`, field),
  }
}

/** Built when a change asks for it; most do not. */
function modelOf(documents: readonly AppDocumentAny[], fieldTypes: Registry<FieldType>): () => AppModel {
  let model: AppModel | undefined
  return () => {
    model ??= buildModel(documents, { fieldTypes, revision: 0, report: () => {} })
    return model
  }
}

const longestFormula = 200

function shortened(text: string): string {
  const characters = [...text]
  return characters.length <= longestFormula ? text : `${characters.slice(0, longestFormula).join('')}…`
}

function systemLabel(key: string): LocalizedText | null {
  return Object.hasOwn(systemFields, key) ? systemFields[key as keyof typeof systemFields].label : null
}
