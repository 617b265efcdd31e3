import { type StoredExpression, types } from '@mortise/expressions'
import { placeholderKeys } from '../documents/placeholder.ts'
import type { PrintDocument, PrintItem } from '../documents/print.ts'
import type { EntityModel } from '../model/app-model.ts'
import { shownField } from '../model/resolve-path.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkDuplicateKeys, checkDuplicateNames } from './check-duplicates.ts'
import { checkDocument, checkEntity, checkField, checkPath } from './check-reference.ts'
import { checkStored } from './check-stored.ts'
import { pointerTo } from './json-pointer.ts'

/** Checks a print template: its table, for whom and when it is offered, and every part of it. */
export function checkPrintDocument(document: PrintDocument, index: AppIndex, report: Report): void {
  const entity = checkEntity(document.entity, { index, report, pointer: '/entity' })
  document.roles?.forEach((key, position) => {
    checkDocument('role', key, { index, report, pointer: pointerTo('/roles', position) })
  })
  checkDuplicateKeys(document.items, '/items', report)
  if (!entity) return
  const place: PrintCheck = { entity, index, report }
  checkWhen(document.when, '/when', place)
  document.items.forEach((item, position) => {
    const pointer = pointerTo('/items', position)
    checkWhen(item.when, `${pointer}/when`, place)
    itemChecks[item.item](item as never, pointer, place)
  })
}

interface PrintCheck {
  entity: EntityModel
  index: AppIndex
  report: Report
}

function checkWhen(when: StoredExpression | undefined, pointer: string, { entity, ...place }: PrintCheck): void {
  if (when) checkStored(when, { ...place, pointer, entity: entity.key, expected: types.bool })
}

type ItemOf<Name extends PrintItem['item']> = Extract<PrintItem, { item: Name }>
type ItemChecks = { [Name in PrintItem['item']]: (item: ItemOf<Name>, pointer: string, place: PrintCheck) => void }

const itemChecks: ItemChecks = {
  text: checkTextItem,
  fields({ fields }, pointer, { entity, index, report }) {
    checkDuplicateNames(fields, `${pointer}/fields`, report)
    fields.forEach((path, position) => {
      checkPath(entity, path, { index, report, pointer: pointerTo(pointer, 'fields', position) })
    })
  },
  lines: checkLines,
  image({ source, field: key }, pointer, { entity, index, report }) {
    if ((source === undefined) === (key === undefined)) report('PRINT_IMAGE', pointer)
    if (key === undefined) return
    const at = `${pointer}/field`
    const field = checkField(entity, key, { index, report, pointer: at })
    if (field && field.kind.group !== 'file') report('PRINT_IMAGE_FIELD', at, { name: field.label })
  },
  approvals({ process: key }, pointer, { entity, index, report }) {
    if (key === undefined) return
    const at = `${pointer}/process`
    const known = checkDocument('process', key, { index, report, pointer: at })
    const found = known ? index.model.processes.get(key) : undefined
    if (found && found.entity !== entity.key) report('PRINT_PROCESS_OF_OTHER_TABLE', at, { name: found.label })
  },
  divider: () => {},
  space: () => {},
  page_break: () => {},
}

function checkTextItem(
  { text, values = [] }: ItemOf<'text'>,
  pointer: string,
  { entity, index, report }: PrintCheck,
): void {
  checkDuplicateKeys(values, `${pointer}/values`, report)
  values.forEach(({ value }, position) => {
    const at = pointerTo(pointer, 'values', position, 'value')
    checkStored(value, { index, report, pointer: at, entity: entity.key })
  })
  const used = new Set(Object.values(text).flatMap(placeholderKeys))
  const known = new Set(values.map(({ key }) => key))
  for (const key of used) if (!known.has(key)) report('PLACEHOLDER_UNKNOWN', `${pointer}/text`, { name: `{${key}}` })
  values.forEach(({ key }, position) => {
    if (!used.has(key))
      report('PLACEHOLDER_UNUSED', pointerTo(pointer, 'values', position), { name: key, braces: `{${key}}` })
  })
}

function checkLines(item: ItemOf<'lines'>, pointer: string, { entity, index, report }: PrintCheck): void {
  const at = `${pointer}/field`
  const field = checkField(entity, item.field, { index, report, pointer: at })
  if (!field) return
  const lines = field.kind.relation === 'children' ? index.model.entities.get(field.target ?? '') : undefined
  if (!lines) {
    report('FORM_NOT_SUB_TABLE', at, { name: item.field })
    return
  }
  checkDuplicateNames(
    item.columns.map((column) => column.field),
    `${pointer}/columns`,
    report,
  )
  item.columns.forEach((column, position) => {
    checkPath(lines, column.field, { index, report, pointer: pointerTo(pointer, 'columns', position, 'field') })
  })
  item.totals?.forEach((path, position) => {
    const total = lines.fields.get(path)
    const summed = total && shownField(total).kind.aggregates?.includes('sum')
    if (!summed || !item.columns.some((column) => column.field === path))
      report('PRINT_TOTAL', pointerTo(pointer, 'totals', position), { name: total?.label ?? path })
  })
  if (item.filter)
    checkStored(item.filter, { index, report, pointer: `${pointer}/filter`, entity: lines.key, expected: types.bool })
}
