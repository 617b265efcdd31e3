import type { EntityRecord } from '@mortise/data'
import type { Evaluation } from '@mortise/data/server'
import {
  type CheckedExpression,
  checkExpression,
  type ExpressionSchema,
  type StoredExpression,
  types,
} from '@mortise/expressions'
import {
  type AppModel,
  closureOf,
  type EntityModel,
  type Placeholder,
  type PrintDocument,
  type PrintItem,
  schemaOf,
} from '@mortise/metadata'
import { type KnownFields, linesOf, pathOf, printedPath } from './print-paths.ts'
import { fieldText, type PrintWords, valueText } from './printed-value.ts'

/** A record as its reader sees it, with what the author of the template decided about it. */
export interface PrintedRecord {
  model: AppModel
  entity: EntityModel
  record: EntityRecord
  known: KnownFields
  words: PrintWords
  /** Keys of the parts that are printed. */
  shown: ReadonlySet<string>
  /** By part, the lines that its filter lets through; no entry: all. */
  lines: ReadonlyMap<string, ReadonlySet<string>>
  /** By part and placeholder, what is computed rather than read: `total/words`. */
  computed: ReadonlyMap<string, string>
}

/** Whether the template is for the record, and which of its parts and lines are printed: over all records. */
export interface Decision {
  applies: boolean
  shown: ReadonlySet<string>
  lines: ReadonlyMap<string, ReadonlySet<string>>
}

/** Whether somebody has to ask at all: most templates have no conditions. */
export function hasConditions({ when, items }: PrintDocument): boolean {
  return when !== undefined || items.some((item) => item.when !== undefined || (item.item === 'lines' && item.filter))
}

const checks = new WeakMap<ExpressionSchema, WeakMap<StoredExpression, CheckedExpression | null>>()

function checked(stored: StoredExpression, schema: ExpressionSchema, entity: string, condition = false) {
  const known = checks.get(schema) ?? new WeakMap<StoredExpression, CheckedExpression | null>()
  checks.set(schema, known)
  const found = known.get(stored)
  if (found !== undefined) return found
  const options = { schema, entity, blankAs: stored.blankAs, allowJs: true }
  const outcome = checkExpression(stored.expr, condition ? { ...options, expected: types.bool } : options)
  const made = outcome.ok ? outcome : null
  known.set(stored, made)
  return made
}

interface DecisionInput {
  model: AppModel
  entity: EntityModel
  print: PrintDocument
  /** With all its fields. */
  record: EntityRecord
}

/** Decides the conditions of a template. Pure. */
export function decide({ model, entity, print, record }: DecisionInput, { context, related }: Evaluation): Decision {
  const schema = schemaOf(model)
  const holds = (stored: StoredExpression | undefined, table: EntityModel, values: EntityRecord) => {
    if (!stored) return true
    const expression = checked(stored, schema, table.key, true)
    return expression !== null && closureOf(expression.root)({ record: values, outer: null, context, related }) === true
  }
  const shown = new Set(print.items.filter(({ when }) => holds(when, entity, record)).map(({ key }) => key))
  const lines = new Map<string, ReadonlySet<string>>()
  for (const item of print.items) {
    const table = item.item === 'lines' ? linesOf(model, entity, item.field) : null
    if (item.item !== 'lines' || !item.filter || !table) continue
    const all = related.many(record, entity.key, item.field) as readonly EntityRecord[]
    lines.set(item.key, new Set(all.filter((line) => holds(item.filter, table, line)).map(({ id }) => id)))
  }
  return { applies: holds(print.when, entity, record), shown, lines }
}

/** Placeholders that have to be computed, by part. */
export function computedPlaceholders(print: PrintDocument): { id: string; placeholder: Placeholder }[] {
  return print.items.flatMap((item: PrintItem) =>
    item.item === 'text'
      ? (item.values ?? []).flatMap((placeholder) =>
          pathOf(placeholder.value) === null ? [{ id: `${item.key}/${placeholder.key}`, placeholder }] : [],
        )
      : [],
  )
}

/** What placeholders give, over what the reader may read. Pure. */
export function computePlaceholders(
  print: PrintDocument,
  record: EntityRecord,
  words: PrintWords,
  { context, related }: Evaluation,
): Map<string, string> {
  return new Map(
    computedPlaceholders(print).map(({ id, placeholder: { value, format = 'auto' } }) => {
      const expression = checked(value, words.schema, print.entity)
      if (!expression) return [id, '']
      const result = closureOf(expression.root)({ record, outer: null, context, related })
      return [id, valueText(expression.type, result, format, words)]
    }),
  )
}

/** What a placeholder of a part stands for. */
export function placeholderText(printed: PrintedRecord, part: string, { key, value, format }: Placeholder): string {
  const path = pathOf(value)
  if (path === null) return printed.computed.get(`${part}/${key}`) ?? ''
  return pathText(printed, printed.entity, printed.record, path, format)
}

/** What stands at the end of a path of a record, or of one of its lines, as text; empty where the reader sees nothing. */
export function pathText(
  { model, known, words }: PrintedRecord,
  entity: EntityModel,
  record: EntityRecord,
  path: string,
  format?: Placeholder['format'],
): string {
  const printed = printedPath(model, entity, path, known)
  if (!printed) return ''
  const { field, titlePath } = printed
  const target = titlePath === null ? undefined : model.entities.get(field.target ?? '')
  if (!target || titlePath === null) return fieldText(field, record[path], words, { format })
  const title = (value: unknown) => fieldText(target.title, value, words)
  if (field.kind.relation === 'many') {
    const members = (record[path] ?? []) as EntityRecord[]
    return members.map((member) => title(member[target.title.key])).join(words.language === 'zh' ? '、' : ', ')
  }
  return fieldText(field, record[path], words, { titles: title(record[titlePath]) })
}
