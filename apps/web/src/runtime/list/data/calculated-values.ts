import type { EntityRecord } from '@mortise/data'
import type { ListColumn } from '@mortise/metadata'
import type { ColumnField } from '../views/use-column-field.ts'

/** The server computes figures as decimal text; what is shown as a field of plain numbers gets these. */
export function withPlainNumbers(
  records: EntityRecord[],
  columns: readonly ListColumn[],
  fieldOf: (column: ListColumn) => ColumnField | null,
): EntityRecord[] {
  const plain = columns.filter((column) => {
    const field = column.formula ? fieldOf(column)?.field : undefined
    const { type } = field ? (field.kind.value(field.options as never) as { type?: string }) : {}
    return type === 'integer' || type === 'number'
  })
  if (plain.length === 0) return records
  return records.map((record) => {
    const numbers = plain.flatMap(({ field }) => {
      const value = record[field]
      return typeof value === 'string' ? [[field, Number(value)] as const] : []
    })
    return { ...record, ...Object.fromEntries(numbers) }
  })
}
