/** What can be made of the items of a to-many relation. A closed set. Blank items are skipped. */
export const aggregateNames = [
  'sum',
  'count',
  'avg',
  'minof',
  'maxof',
  'some',
  'all',
  'none',
  'joinof',
  'first',
  'latest',
] as const
export type AggregateName = (typeof aggregateNames)[number]

/** Operators that look at other records: their arguments after the first are about one of those. */
export const relatedNames: ReadonlySet<string> = new Set([...aggregateNames, 'lookup', 'exists'])
