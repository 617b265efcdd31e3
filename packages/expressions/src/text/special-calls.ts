import type { AggregateName } from '../functions/aggregates.ts'
import type { ContextName } from '../model/expression.ts'

/** Aggregates as they are written in formulas. */
export const aggregateSpellings: Record<AggregateName, string> = {
  sum: 'SUM',
  count: 'COUNT',
  avg: 'AVG',
  minof: 'MINOF',
  maxof: 'MAXOF',
  some: 'ANY',
  all: 'EVERY',
  none: 'NONE',
  joinof: 'JOINTEXT',
  first: 'FIRST',
  latest: 'LATEST',
}

/** COUNTIF is COUNT with a condition. */
export const aggregatesBySpelling: ReadonlyMap<string, AggregateName> = new Map([
  ...(Object.entries(aggregateSpellings) as [AggregateName, string][]).map(
    ([name, spelling]) => [spelling, name] as const,
  ),
  ['COUNTIF', 'count'],
])

/** Values of the moment and of the person, as calls: the word, and its argument if it has one. */
export const contextCalls: Record<ContextName, readonly [spelling: string, argument?: string]> = {
  now: ['NOW'],
  today: ['TODAY'],
  user: ['CURRENTUSER'],
  'user.name': ['USERFIELD', 'name'],
  'user.email': ['USERFIELD', 'email'],
  department: ['USERFIELD', 'department'],
  workspace: ['WORKSPACE'],
  'record.new': ['ISNEW'],
}

/** The values that a call by this word may mean. */
export function contextsOf(spelling: string): { name: ContextName; argument: string | undefined }[] {
  const calls = Object.entries(contextCalls) as [ContextName, readonly [string, string?]][]
  return calls.flatMap(([name, [known, argument]]) => (known === spelling ? [{ name, argument }] : []))
}

/** What takes a relation or a table first, or a field itself: the signatures, in the same language as functions have. */
export const specialSignatures: { readonly [spelling: string]: string } = {
  SUM: 'list: relation, value: num, condition?: bool -> num',
  COUNT: 'list: relation, condition?: bool -> num',
  COUNTIF: 'list: relation, condition: bool -> num',
  AVG: 'list: relation, value: num, condition?: bool -> num',
  MINOF: 'list: relation, value: T, condition?: bool -> T',
  MAXOF: 'list: relation, value: T, condition?: bool -> T',
  ANY: 'list: relation, condition: bool -> bool',
  EVERY: 'list: relation, condition: bool -> bool',
  NONE: 'list: relation, condition: bool -> bool',
  JOINTEXT: 'list: relation, text: text, separator?: words, condition?: bool, order?: any -> text',
  FIRST: 'list: relation, value: T, order: any, condition?: bool -> T',
  LATEST: 'list: relation, value: T, order: any, condition?: bool -> T',
  LOOKUP: 'table: table, condition: bool, value: T -> T',
  EXISTS: 'table: table, condition: bool -> bool',
  OLD: 'field: field -> T',
  CHANGED: 'field: field -> bool',
  CHANGEDTO: 'field: field, value: T -> bool',
  CHANGEDFROM: 'field: field, value: T -> bool',
  RECORDID: ' -> text',
  NOW: ' -> datetime',
  TODAY: ' -> date',
  CURRENTUSER: ' -> user',
  USERFIELD: 'field: unit(name|email|department) -> text',
  WORKSPACE: ' -> text',
  ISNEW: ' -> bool',
}

/** What a special call takes first, when that is a name, and the signature of the rest. */
export function specialCall(spelling: string): { names: 'relation' | 'table' | 'field' | null; rest: string } | null {
  const signature = Object.hasOwn(specialSignatures, spelling) ? specialSignatures[spelling] : undefined
  if (signature === undefined) return null
  const parts = /^\w+: (relation|table|field)(?:, )?(.*)$/.exec(signature)
  if (!parts) return { names: null, rest: signature }
  return { names: parts[1] as 'relation' | 'table' | 'field', rest: parts[2] ?? '' }
}
