import type { ExpressionJson } from '@mortise/expressions'

/** Expressions over orders on which JavaScript and SQL once differed, or which the database once refused. */
export const regressions: readonly ExpressionJson[] = [
  // Constants are numbers of another form than those of fields.
  { switch: [-1, { var: 'count' }, { var: 'owner' }] },
  { in: [{ var: 'count' }, [0.5, 0, { num: '999999999999999999.9999999999' }]] },
  { '!=': [{ age: [{ var: 'customer.since' }] }, { var: 'customer.credit' }] },
  // An aggregate over columns of outer rows only belongs to the outer query.
  { minof: ['lines', { outer: ['note', 1] }, true] },
  { sum: ['customer.orders', { outer: ['customer.credit', 1] }, { var: 'paid' }] },
  { latest: ['customer.children', { maxof: ['orders', { outer: 'since' }] }, { outer: 'ordered' }] },
  { maxof: ['lines', { lookup: ['line', { var: 'gift' }, { outer: ['shipped', 2] }] }] },
  // Blanks whose type nothing tells.
  { isoweek: [null] },
  { workdays: [{ var: 'ordered' }, null] },
  { workdayadd: [null, { var: 'customer.credit' }] },
  { round: [{ lookup: ['line', true, { lookup: ['line', { outer: 'gift' }, null] }] }, 1] },
  { if: [{ var: 'paid' }, { coalesce: [null] }, { if: [false, { var: 'tags' }] }] },
  { if: [{ var: 'paid' }, { var: 'customer.since' }, { if: [{ and: [true] }, null] }] },
  { latest: ['lines', { outer: 'status' }, null] },
  { has: [null, 'late'] },
  { if: [{ var: 'paid' }, null, { var: 'photos' }] },
  // Types without a blank, found nowhere.
  { isempty: [{ latest: ['lines', { var: 'order.photos' }, { outer: 'rate' }] }] },
  { isempty: [{ coalesce: [{ if: [false, { var: 'photos' }] }, { var: 'photos' }] }] },
  // A power of nothing.
  { power: [null, { var: 'amount' }] },
  { power: [{ var: 'customer.credit' }, 0] },
  { power: [{ weekday: [{ datetime: '2026-11-01T06:30:00.000Z' }] }, { '/': [1, null] }] },
  // A comparison of comparisons.
  { xor: [{ inmydepartment: [{ var: 'department' }] }, { '<': ['2024/2/29', '12.5'] }] },
  { '==': [{ '==': [{ var: 'tags' }, { var: 'tags' }] }, { '<': [{ var: 'amount' }, 1] }] },
  // A count that was no decimal.
  { addyears: [{ var: 'ordered' }, { workdays: [{ datetime: '2026-11-22T08:30:00.000Z' }, { var: 'shipped' }] }] },
]
