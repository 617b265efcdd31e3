import type { AggregateQuery, EntityRecord } from '@mortise/data'
import type { EntityModel, Filter } from '@mortise/metadata'
import { allOf, filterHere } from '../../../block-parts/filter-here.ts'
import type { FigureOptions } from '../figure.ts'

/** What a figure is made of: the records of this period, or of the one before. */
export function figureFilter(
  entity: EntityModel,
  options: FigureOptions,
  record: EntityRecord | null,
  span: 'this' | 'last',
): Filter | undefined {
  const { through, filter, date, period } = options
  return allOf([
    filter as Filter | undefined,
    through === undefined ? null : filterHere(entity, through, record),
    date === undefined || period === undefined ? null : { field: date, op: 'within', value: spanOf(span, period) },
  ])
}

const spanOf = (span: 'this' | 'last', unit: NonNullable<FigureOptions['period']>) =>
  span === 'this' ? ({ span, unit } as const) : ({ span, unit, count: 1 } as const)

export function figureQuery(options: FigureOptions, filter: Filter | undefined): AggregateQuery {
  const metric = {
    key: 'figure',
    function: options.function,
    ...(options.field !== undefined && { field: options.field }),
  }
  return { metrics: [metric], ...(filter && { filter }) } as AggregateQuery
}
