import { type RawBuilder, sql } from 'kysely'
import { isFieldReadable } from '../permission/field-readable.ts'
import { slot } from '../sql/slot.ts'
import { hasPairs } from './filter-shape.ts'
import { columnOf, type LocatedColumn, locateField } from './locate-field.ts'
import type { Composition, TableSource } from './table-source.ts'

const maxLength = 200

/** The words of a search, each once; all of them must be found. */
export function searchWords(text: string): string[] {
  const clean = text.slice(0, maxLength).replaceAll('\u0000', ' ').toWellFormed().normalize('NFC').trim()
  return clean === '' ? [] : [...new Set(clean.split(/\s+/))]
}

/** Searches of the same shape compile to the same statement. */
export function searchShape(words: readonly string[]): string {
  return words.map((word) => (hasPairs(word) ? '2' : '1')).join('')
}

/** Each word in one of the fields that the reader may search; their texts go into the slots `s0`, `s1` … */
export function compileSearch(
  composition: Composition,
  source: TableSource,
  words: readonly string[],
): RawBuilder<boolean>[] {
  const fields = searchableColumns(composition, source)
  if (fields.length === 0) return words.length === 0 ? [] : [sql`false`]
  return words.map((word, index) => {
    const found = fields.map((column) => wordCondition(composition, column, word, index))
    return sql`(${sql.join(found, sql` or `)})`
  })
}

/** The searched text columns of a table that this reader may read. */
export function searchableColumns(composition: Composition, source: TableSource): LocatedColumn[] {
  return source.entity.searchFields.flatMap((field) => {
    if (field.lookup || !isFieldReadable(field, composition.rights)) return []
    const column = columnOf(composition, locateField(composition, source, field.key))
    return column?.column.spec.class === 'text' ? [column] : []
  })
}

export function bindSearch(words: readonly string[], values: { [slot: string]: unknown }): void {
  words.forEach((word, index) => {
    values[`s${index}`] = word
  })
}

function wordCondition(
  composition: Composition,
  column: LocatedColumn,
  word: string,
  index: number,
): RawBuilder<boolean> {
  const text = slot(`s${index}`, 'text')
  const found = sql<boolean>`strpos(lower(${column.sql}), lower(${text})) > 0`
  if (!hasPairs(word)) return found
  const bigrams = sql.id(composition.schema, 'bigrams')
  return sql`(${bigrams}(${column.sql}) @> ${bigrams}(${text}) and ${found})`
}
