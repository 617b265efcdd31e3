import type { LocalizedText } from '@mortise/core'
import type { EntityRecord } from '@mortise/data'
import type { AppModel, EntityModel, FormDocument, FormItem, PrintItem } from '@mortise/metadata'

interface Sheet {
  model: AppModel
  entity: EntityModel
  /** What the reader sees of the record. */
  record: EntityRecord
  known(entity: string, field: string): boolean
}

type ItemOf<Name extends FormItem['item']> = Extract<FormItem, { item: Name }>
type Writers = { readonly [Name in FormItem['item']]: (item: ItemOf<Name>, sheet: Sheet) => Part[] }

/** A part before it has its key; fields that follow each other become one. */
type Part = PrintItem extends infer One ? (One extends PrintItem ? Omit<One, 'key'> : never) : never

/** A record as its form has it, for paper: sections with the fields that are filled in, and lines as tables. */
export function recordSheet(form: FormDocument, sheet: Sheet): PrintItem[] {
  return partsOf(form.items, sheet).map((part, at) => ({ ...part, key: `part_${at}` }) as PrintItem)
}

/** Without a form of its own, a record is its fields and its lines. */
export function plainForm({ key, label, ownFields }: EntityModel): FormDocument {
  const items = ownFields.map(
    (field): FormItem =>
      field.kind.relation === 'children'
        ? { item: 'sub_table', field: field.key }
        : { item: 'field', field: field.key },
  )
  return { kind: 'form', key: `${key}_default`, label, entity: key, items }
}

const partsOf = (items: readonly FormItem[], sheet: Sheet): Part[] =>
  joined(items.flatMap((item) => writers[item.item](item as never, sheet)))

const headed = (label: LocalizedText, items: readonly FormItem[], sheet: Sheet): Part[] => {
  const inside = partsOf(items, sheet)
  return inside.length === 0 ? [] : [{ item: 'text', text: label, bold: true }, ...inside]
}

const none = (): Part[] => []

const writers: Writers = {
  section: ({ label, items }, sheet) => headed(label, items, sheet),
  tabs: ({ tabs }, sheet) => tabs.flatMap(({ label, items }) => headed(label, items, sheet)),
  steps: ({ steps }, sheet) => steps.flatMap(({ label, items }) => headed(label, items, sheet)),
  field: ({ field }, { entity, record, known }) =>
    known(entity.key, field) && !isBlank(record[field]) ? [{ item: 'fields', fields: [field], columns: 2 }] : [],
  sub_table: linesPart,
  ...{ related_list: none, button: none, view: none, text: none, divider: none, image: none },
}

/** Columns that fit on the paper. */
const mostColumns = 7

function linesPart(item: ItemOf<'sub_table'>, { model, entity, record, known }: Sheet): Part[] {
  const field = entity.fields.get(item.field)
  const lines = model.entities.get(field?.target ?? '')
  if (!field || !lines || !known(entity.key, item.field) || isBlank(record[item.field])) return []
  const own = lines.ownFields.filter(({ key }) => key !== lines.parent?.field.key).map(({ key }) => key)
  const columns = (item.columns ?? own).filter(
    (key) => lines.fields.get(key)?.kind.relation !== 'children' && known(lines.key, key),
  )
  if (columns.length === 0) return []
  const shown = columns.slice(0, mostColumns)
  const totals = item.totals?.filter((key) => shown.includes(key))
  return [
    { item: 'text', text: field.label, bold: true },
    {
      ...{ item: 'lines', field: item.field, numbered: true, columns: shown.map((key) => ({ field: key })) },
      ...(totals?.length ? { totals } : {}),
    },
  ]
}

function joined(parts: readonly Part[]): Part[] {
  const found: Part[] = []
  for (const part of parts) {
    const last = found.at(-1)
    if (part.item !== 'fields' || last?.item !== 'fields') found.push(part)
    else found.splice(-1, 1, { ...last, fields: [...last.fields, ...part.fields] })
  }
  return found
}

const isBlank = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
