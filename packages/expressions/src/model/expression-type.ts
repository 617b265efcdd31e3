import type { Value } from './value.ts'

/**
 * The type of an expression. Each has one blank, `null`; only `bool` (blank is false) and `set` (blank is the empty set)
 * have none.
 *   num         exact decimal, |x| < 10^18, ten places          enum, set   keys of options
 *   date        a day of the calendar, without a zone           ref         id of a record
 *   datetime    an instant, to the millisecond                  files       only counted
 *   list        written out, or from the context; only where a function takes one
 *   blank       the literal null, which fits every type
 */
export type ExpressionType =
  | { readonly kind: 'num' | 'text' | 'bool' | 'date' | 'datetime' | 'user' | 'department' | 'files' | 'blank' }
  | { readonly kind: 'enum' | 'set'; readonly optionSet: string }
  | { readonly kind: 'ref'; readonly entity: string }
  | { readonly kind: 'list'; readonly of: ExpressionType }

export type TypeKind = ExpressionType['kind']

const plain = (kind: 'num' | 'text' | 'bool' | 'date' | 'datetime' | 'user' | 'department' | 'files' | 'blank') => ({
  kind,
})

export const types = {
  num: plain('num'),
  text: plain('text'),
  bool: plain('bool'),
  date: plain('date'),
  datetime: plain('datetime'),
  user: plain('user'),
  department: plain('department'),
  files: plain('files'),
  blank: plain('blank'),
} as const

export function sameType(a: ExpressionType, b: ExpressionType): boolean {
  if (a.kind === 'list' && b.kind === 'list') return sameType(a.of, b.of)
  if (a.kind !== b.kind) return false
  if ('optionSet' in a && 'optionSet' in b) return a.optionSet === b.optionSet
  if ('entity' in a && 'entity' in b) return a.entity === b.entity
  return true
}

/** What stands for nothing: blank, or false and empty where the type has no blank. */
export function emptyValue(type: ExpressionType): Value {
  if (type.kind === 'bool') return false
  return hasBlank(type) ? null : []
}

/** Whether the type has a blank value. */
export function hasBlank(type: ExpressionType): boolean {
  return type.kind !== 'bool' && type.kind !== 'set' && type.kind !== 'files'
}
