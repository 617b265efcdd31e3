import type { FieldModel } from '@mortise/metadata'
import type { InputRow } from './input-rows.ts'

/** What a write does to one record, after its input was read: checked, in the one spelling, sorted by where it goes. */
export interface PreparedRecord {
  id: string
  /** Place in a bulk call. */
  index: number
  /** Where problems of this record are reported: '' for the record itself, `lines/3/` for a line. */
  path: string
  /** Values of columns by field key. */
  values: InputRow
  /** Many-to-many relations: the wanted ids. */
  links: Map<FieldModel, readonly string[]>
  /** Sub-tables: the wanted lines, in order. */
  lines: Map<FieldModel, readonly PreparedLine[]>
  /** The department was not given: it is that of the new owner, if the owner changes. */
  departmentFollows?: boolean
}

/** A wanted line: a new one, or what changes in one that exists. */
export interface PreparedLine extends PreparedRecord {
  isNew: boolean
}

/** Whether the write touches anything outside the record's own row. */
export function hasParts({ links, lines }: PreparedRecord): boolean {
  return links.size > 0 || lines.size > 0
}

/** What an attempt may fill in and take away: a further one starts from what was sent, lines included. */
export function freshCopy<Prepared extends PreparedRecord>(record: Prepared): Prepared {
  const lines = new Map([...record.lines].map(([field, members]) => [field, members.map(freshCopy)]))
  return { ...record, values: { ...record.values }, lines }
}
