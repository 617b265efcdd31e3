import { type AggregateFunction, type FieldModel, shownField } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

/** What fields that show the values of another, or of their result, have in common: the shown field decides. */
export const shownValue = {
  // What it may hold is up to the field that is shown, which the options alone do not tell.
  value: () => Type.Unknown(),
  text(value: unknown, field: FieldModel, language: string) {
    const shown = shownField(field)
    return value === null || value === undefined ? '' : (shown.kind.text?.(value as never, shown, language) ?? '')
  },
  operators(field: FieldModel) {
    const shown = shownField(field)
    return shown === field ? [] : (shown.kind.operators?.(shown) ?? [])
  },
  expression(field: FieldModel) {
    const shown = shownField(field)
    return shown === field ? null : (shown.kind.expression?.(shown) ?? null)
  },
  sortable: true,
  groupable: true,
  aggregates: ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'] as readonly AggregateFunction[],
  writable: false,
}
