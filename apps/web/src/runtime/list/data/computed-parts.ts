import type { Query } from '@mortise/data'
import { calculatedColumns, type ViewOptions } from '@mortise/metadata'

/** What the server computes for each record of a view: its calculated columns, and which of its colour rules hold. */
export function computedParts(options: Pick<ViewOptions, 'columns' | 'colours'>): Pick<Query, 'calculate' | 'marks'> {
  const calculate = [...calculatedColumns(options)].map(([key, { expression }]) => ({ key, expression }))
  const marks = (options.colours ?? []).map(({ key, when }) => ({ key, when }))
  return { ...(calculate.length > 0 && { calculate }), ...(marks.length > 0 && { marks }) }
}
