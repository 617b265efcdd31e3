import type { TableLayout } from '../schema/table-layout.ts'

/** Remembers what follows from the layout of a table alone: it is asked for with every record. */
export function perLayout<Result>(
  derive: (layout: TableLayout) => Result,
): (table: { readonly layout: TableLayout }) => Result {
  const known = new WeakMap<TableLayout, { result: Result }>()
  return ({ layout }) => {
    let entry = known.get(layout)
    if (!entry) {
      entry = { result: derive(layout) }
      known.set(layout, entry)
    }
    return entry.result
  }
}
