import type { EntityDocument, FieldDocument } from '../documents/entity.ts'
import { systemFieldKeys } from '../documents/entity.ts'
import { ContextValue } from '../documents/filter.ts'
import type { EntityModel, FieldModel } from '../model/app-model.ts'
import { parentEntityOf, subTableFieldOf } from '../model/compile-entity.ts'
import { shownField } from '../model/resolve-path.ts'
import { fits } from '../schema/fits.ts'
import { type AppIndex, findField, type Report, typeLabel } from './app-index.ts'
import { checkComputed } from './check-computed.ts'
import { checkDuplicateKeys, checkDuplicateNames } from './check-duplicates.ts'
import { checkFigures } from './check-figures.ts'
import { checkLookup } from './check-lookup.ts'
import { checkDocument, checkField } from './check-reference.ts'
import { problemInWords, valueProblem } from './check-value.ts'
import { pointerTo } from './json-pointer.ts'

/** Checks what a table says beyond the shape of its fields: references, defaults, keys, parents, titles. */
export function checkEntityDocument(document: EntityDocument, index: AppIndex, report: Report): void {
  const entity = index.model.entities.get(document.key)
  if (document.archived || !entity) return
  document.fields.forEach((field, position) => {
    const first = document.fields.findIndex(({ key }) => key === field.key) === position
    if (first && !field.archived)
      checkOneField(field, entity, { index, report, pointer: pointerTo('/fields', position) })
  })
  checkTitle(document, entity, index, report)
  checkParent(document, index, report)
  checkInverses(entity, index, report)
  checkKeyLists(document, entity, index, report)
  checkFigures(document, entity, index, report)
}

interface Place {
  index: AppIndex
  pointer: string
  report: Report
}

function checkOneField(field: FieldDocument, entity: EntityModel, place: Place): void {
  const model = entity.fields.get(field.key)
  if (model && !model.system) checkOwnField(model, place)
  // A look-up that cannot be followed is not in the model: its path says why.
  else checkLookup(field, { ...place, entity })
}

function checkOwnField(field: FieldModel, place: Place): void {
  const { index, pointer, report } = place
  const { kind, document } = field
  for (const [option, kindOfDocument] of Object.entries(kind.references ?? {})) {
    const key = field.options[option]
    const at = { ...place, pointer: pointerTo(pointer, 'options', option) }
    if (typeof key !== 'string' || !checkDocument(kindOfDocument, key, at)) continue
    checkChildren(field, key, at)
    if (kindOfDocument === 'entity' && index.model.entities.get(key)?.document.figures)
      report('FIGURES_NOT_HERE', at.pointer, { table: index.model.entities.get(key)?.label ?? key })
  }
  checkFlags(field, place)
  if (document.default !== undefined && kind.writable !== false) checkDefault(field, place)
  if (kind.lookupOption !== undefined) {
    const entity = index.model.entities.get(field.entity)
    if (entity) checkLookup(document, { ...place, entity })
  }
  checkComputed(field, place)
  for (const problem of kind.check?.(field) ?? []) {
    report('FIELD_OPTION_CHECK', `${pointer}/options`, { problem: problemInWords(problem), code: problem.code })
  }
}

function checkFlags(field: FieldModel, { pointer, report }: Place): void {
  const { kind, document } = field
  const type = typeLabel(field)
  for (const flag of ['unique', 'indexed'] as const) {
    if (document[flag] && !shownField(field).kind.unique)
      report('FIELD_NOT_UNIQUE', `${pointer}/${flag}`, { type, name: flag })
  }
  if (document.searchable && (kind.relation !== undefined || kind.lookupOption !== undefined)) {
    report('FIELD_NOT_SEARCHABLE', `${pointer}/searchable`, { type })
  }
  if (kind.writable !== false) return
  for (const flag of ['required', 'default'] as const) {
    if (document[flag] !== undefined && document[flag] !== false) {
      report('FIELD_NOT_WRITABLE', `${pointer}/${flag}`, { type, name: flag })
    }
  }
}

function checkDefault(field: FieldModel, { index, pointer, report }: Place): void {
  const value = field.document.default
  if (fits(ContextValue, value) && field.kind.contexts?.includes(value.ctx)) return
  const unresolved = field.options.optionSet !== undefined && field.optionSet === null
  if (unresolved || (field.target !== null && index.stateOf('entity', field.target) !== 'live')) return
  const problem = valueProblem(field, value)
  if (problem) report('FIELD_DEFAULT_INVALID', `${pointer}/default`, { problem })
}

/** A sub-table field and the table of its lines have to name each other. */
function checkChildren(field: FieldModel, child: string, { index, pointer, report }: Place): void {
  if (field.kind.relation !== 'children') return
  const document = index.entityDocuments.get(child)
  const parentField = document && findField(document, document.parentField ?? '')
  if (!document || (parentField && index.fieldState(child, parentField.key) === 'broken')) return
  if (parentEntityOf(document, index.fieldTypes) !== field.entity)
    report('SUB_TABLE_NOT_CHILD', pointer, { name: child })
  else if (subTableFieldOf(index.entityDocuments.get(field.entity), child, index.fieldTypes) !== field.key) {
    report('SUB_TABLE_TWICE', pointer, { name: child })
  }
}

function checkTitle(document: EntityDocument, entity: EntityModel, index: AppIndex, report: Report): void {
  const field = checkField(entity, document.titleField, { index, report, pointer: '/titleField' })
  if (!field || field.kind.title) return
  const known = index.fieldTypes
    .all()
    .filter((kind) => kind.title && !kind.internal)
    .map((kind) => kind.label)
  report('TITLE_KIND', '/titleField', { type: typeLabel(field), known })
}

function checkParent(document: EntityDocument, index: AppIndex, report: Report): void {
  const { parentField, key } = document
  const field = index.model.entities.get(key)
  if (parentField === undefined || !field) return
  const found = checkField(field, parentField, { index, report, pointer: '/parentField' })
  if (!found) return
  if (found.kind.relation !== 'one') {
    report('PARENT_FIELD_INVALID', '/parentField', { name: parentField })
    return
  }
  const parent = found.target === null ? undefined : index.entityDocuments.get(found.target)
  if (!parent || parent.archived) return
  if (subTableFieldOf(parent, key, index.fieldTypes) === null) {
    report('SUB_TABLE_UNSHOWN', '/parentField', { table: parent.label, name: key })
  }
  const circle = parentCircle(key, index)
  if (circle) report('SUB_TABLE_CYCLE', '/parentField', { name: circle.join(' → ') })
}

/** The owners of a sub-table back to itself, when they run in a circle. */
function parentCircle(key: string, { entityDocuments, fieldTypes }: AppIndex): string[] | null {
  const chain = [key]
  for (;;) {
    const document = entityDocuments.get(chain.at(-1) ?? '')
    const parent = document ? parentEntityOf(document, fieldTypes) : null
    if (parent === null) return null
    chain.push(parent)
    if (parent === key) return chain
    if (chain.indexOf(parent) < chain.length - 1) return null
  }
}

/** Inverse relations share their names with the fields of the table they point at. Reported where they are declared. */
function checkInverses(entity: EntityModel, index: AppIndex, report: Report): void {
  const document = index.entityDocuments.get(entity.key)
  for (const field of entity.ownFields) {
    const { relation } = field.kind
    const target = field.target === null ? undefined : index.model.entities.get(field.target)
    if (!target || (relation !== 'one' && relation !== 'many')) continue
    const declared = field.options.inverse as { key?: unknown } | undefined
    if (relation === 'many' && declared?.key === undefined) continue
    const key = typeof declared?.key === 'string' ? declared.key : `${entity.key}_${field.key}`
    const kept = target.inverses.get(key)
    const shadowed = kept && (kept.entity !== entity.key || kept.field !== field.key)
    const taken = shadowed || isFieldKey(key, target, index)
    const position = document?.fields.findIndex((one) => one.key === field.key && !one.archived) ?? 0
    if (taken) report('INVERSE_KEY_TAKEN', `/fields/${position}/options`, { name: key, table: target.label })
  }
}

function isFieldKey(key: string, target: EntityModel, index: AppIndex): boolean {
  const declared: FieldDocument | undefined = findField(index.entityDocuments.get(target.key), key)
  return declared !== undefined || (systemFieldKeys as readonly string[]).includes(key)
}

function checkKeyLists(document: EntityDocument, entity: EntityModel, index: AppIndex, report: Report): void {
  for (const list of ['indexes', 'duplicateChecks'] as const) {
    const members = document[list] ?? []
    checkDuplicateKeys(members, `/${list}`, report)
    members.forEach(({ fields }, position) => {
      const pointer = pointerTo('', list, position, 'fields')
      checkDuplicateNames(fields, pointer, report)
      fields.forEach((key, place) => {
        const at = pointerTo(pointer, place)
        const field = checkField(entity, key, { index, report, pointer: at })
        if (field && !field.system && !field.kind.unique) report('FIELD_NOT_UNIQUE', at, { type: typeLabel(field) })
      })
    })
  }
}
