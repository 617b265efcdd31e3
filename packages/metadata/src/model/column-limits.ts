import type { LocalizedText } from '@mortise/core'
import type { Filter } from '../documents/filter.ts'
import type { ViewDocument } from '../documents/view.ts'

/** A column that takes only so many records, as a board says. */
export interface ColumnLimit {
  view: string
  board: LocalizedText
  /** The field that the columns stand for, and the value of this one; empty for records without any. */
  group: string
  value: string
  most: number
  /** What the board shows at all. */
  filter: Filter | undefined
}

interface LimitedOptions {
  group?: string
  limitRefuses?: boolean
  limits?: readonly { value: string; most: number }[]
  filter?: Filter
}

/** The limits of a view beyond which nothing is written; those that only warn are not among them. */
export function limitsOfView({ key, label, options }: ViewDocument): ColumnLimit[] {
  const { group, limitRefuses, limits = [], filter } = options as LimitedOptions
  if (!limitRefuses || group === undefined) return []
  return limits.map(({ value, most }) => ({ view: key, board: label, group, value, most, filter }))
}
