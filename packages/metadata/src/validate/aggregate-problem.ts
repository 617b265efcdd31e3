import type { AggregateFunction } from '../documents/filter.ts'
import type { FieldModel } from '../model/app-model.ts'
import { shownField } from '../model/resolve-path.ts'
import { typeLabel } from './app-index.ts'
import type { IssueParams } from './make-issue.ts'
import { suggestionFor } from './suggestion-for.ts'

/** Why a figure cannot be made of a field, as params of AGGREGATE_IMPOSSIBLE; null where it can. */
export function aggregateProblem(field: FieldModel, name: AggregateFunction): IssueParams | null {
  const possible = shownField(field).kind.aggregates ?? []
  if (possible.includes(name)) return null
  return { name, type: typeLabel(shownField(field)), suggestion: suggestionFor(name, possible) }
}
