import { types } from '@mortise/expressions'
import type { FormDocument, FormItem } from '../documents/form.ts'
import type { FormPart } from '../form/form-tree.ts'
import type { EntityModel } from '../model/app-model.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkDuplicateNames } from './check-duplicates.ts'
import { checkFormRules } from './check-form-rules.ts'
import { checkDocument, checkEntity, checkField, checkPath } from './check-reference.ts'
import { checkStored } from './check-stored.ts'
import { checkSorts } from './check-view-document.ts'
import { pointerTo } from './json-pointer.ts'

/** Checks a form: its table and every item of its tree. */
export function checkFormDocument(document: FormDocument, index: AppIndex, report: Report): void {
  const entity = checkEntity(document.entity, { index, report, pointer: '/entity' })
  if (!entity) return
  const form: FormCheck = { entity, index, report, keys: new Set(), fields: new Set() }
  checkItems(document.items, '/items', form)
  checkUse(document, index, report)
  checkFormRules(document, entity, index, report)
}

function checkUse({ use, entity }: FormDocument, index: AppIndex, report: Report): void {
  use?.roles?.forEach((key, position) => {
    checkDocument('role', key, { index, report, pointer: pointerTo('/use/roles', position) })
  })
  if (!use?.when) return
  checkStored(use.when, { index, report, pointer: '/use/when', entity, expected: types.bool })
}

interface FormCheck {
  entity: EntityModel
  index: AppIndex
  report: Report
  /** Keys of items and fields met so far: both are unique within a form. */
  keys: Set<string>
  fields: Set<string>
}

function checkItems(items: readonly FormItem[], pointer: string, form: FormCheck): void {
  items.forEach((item, position) => {
    const at = pointerTo(pointer, position)
    if ('key' in item) once(form.keys, item.key, () => form.report('KEY_DUPLICATE', `${at}/key`, { name: item.key }))
    itemChecks[item.item](item as never, at, form)
  })
}

type ItemOf<Name extends FormItem['item']> = Extract<FormItem, { item: Name }>
type ItemChecks = { [Name in FormItem['item']]: (item: ItemOf<Name>, pointer: string, form: FormCheck) => void }

const itemChecks: ItemChecks = {
  section: ({ items }, pointer, form) => checkItems(items, `${pointer}/items`, form),
  tabs: ({ tabs }, pointer, form) => checkParts(tabs, `${pointer}/tabs`, form),
  steps: ({ steps }, pointer, form) => checkParts(steps, `${pointer}/steps`, form),
  field: checkFieldItem,
  sub_table: checkSubTable,
  related_list: checkRelatedList,
  button: checkButton,
  view: checkEmbeddedView,
  text: () => {},
  divider: () => {},
  image: () => {},
}

function checkParts(parts: readonly FormPart[], pointer: string, form: FormCheck): void {
  parts.forEach(({ key, items }, position) => {
    const at = pointerTo(pointer, position)
    once(form.keys, key, () => form.report('KEY_DUPLICATE', `${at}/key`, { name: key }))
    checkItems(items, `${at}/items`, form)
  })
}

function checkFieldItem({ field: key }: ItemOf<'field'>, pointer: string, form: FormCheck): void {
  const { entity, index, report } = form
  const at = `${pointer}/field`
  const field = checkField(entity, key, { index, report, pointer: at })
  if (!field) return
  if (field.kind.relation === 'children') report('FORM_FIELD_IS_SUB_TABLE', at, { name: key })
  once(form.fields, key, () => report('MEMBER_DUPLICATE', at, { name: key }))
}

function checkSubTable({ field: key, columns, totals }: ItemOf<'sub_table'>, pointer: string, form: FormCheck): void {
  const { entity, index, report } = form
  const at = `${pointer}/field`
  const field = checkField(entity, key, { index, report, pointer: at })
  if (!field) return
  once(form.fields, key, () => report('MEMBER_DUPLICATE', at, { name: key }))
  if (field.kind.relation !== 'children') {
    report('FORM_NOT_SUB_TABLE', at, { name: key })
    return
  }
  const lines = field.target === null ? undefined : index.model.entities.get(field.target)
  if (!lines) return
  for (const [list, columnKeys] of Object.entries({ columns, totals })) {
    checkDuplicateNames(columnKeys ?? [], `${pointer}/${list}`, report)
    columnKeys?.forEach((column, position) => {
      checkField(lines, column, { index, report, pointer: pointerTo(pointer, list, position) })
    })
  }
}

function checkRelatedList(item: ItemOf<'related_list'>, pointer: string, form: FormCheck): void {
  const { entity, index, report } = form
  const other = checkEntity(item.entity, { index, report, pointer: `${pointer}/entity` })
  if (!other) return
  const field = checkField(other, item.field, { index, report, pointer: `${pointer}/field` })
  const leadsHere = field?.target === entity.key && (field.kind.relation === 'one' || field.kind.relation === 'many')
  if (field && !leadsHere) report('RELATED_LIST_FIELD', `${pointer}/field`, { name: item.field, table: other.label })
  checkDuplicateNames(item.columns ?? [], `${pointer}/columns`, report)
  item.columns?.forEach((column, position) => {
    checkPath(other, column, { index, report, pointer: pointerTo(pointer, 'columns', position) })
  })
  checkSorts(other, item.sort ?? [], { index, report, pointer: `${pointer}/sort` })
}

function checkButton({ command }: ItemOf<'button'>, pointer: string, { entity, index, report }: FormCheck): void {
  const at = `${pointer}/command`
  if (!checkDocument('command', command, { index, report, pointer: at })) return
  const found = index.model.commands.get(command)
  if (found && found.entity !== entity.key)
    report('COMMAND_OF_OTHER_TABLE', at, { name: found.label, table: entity.label })
}

function checkEmbeddedView({ view, field: key }: ItemOf<'view'>, pointer: string, form: FormCheck): void {
  const { entity, index, report } = form
  if (!checkDocument('view', view, { index, report, pointer: `${pointer}/view` })) return
  const other = index.model.entities.get(index.model.views.get(view)?.entity ?? '')
  if (!other) return
  const at = `${pointer}/field`
  const field = checkField(other, key, { index, report, pointer: at })
  const leadsHere = field?.target === entity.key && (field.kind.relation === 'one' || field.kind.relation === 'many')
  if (field && !leadsHere) report('VIEW_NOT_RELATED', at, { name: field.label })
}

function once(seen: Set<string>, name: string, again: () => void): void {
  if (seen.has(name)) again()
  seen.add(name)
}
