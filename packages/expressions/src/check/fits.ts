import { type ExpressionType, sameType, types } from '../model/expression-type.ts'

/** Whether a value of that type can stand where the other is expected. Options are texts, too: their keys. */
export function fits(found: ExpressionType, expected: ExpressionType): boolean {
  if (found.kind === 'blank') return expected.kind !== 'list'
  if (found.kind === 'enum' && expected.kind === 'text') return true
  return sameType(found, expected)
}

/** The type that both have, or null when there is none. */
export function joinTypes(a: ExpressionType, b: ExpressionType): ExpressionType | null {
  if (a.kind === 'blank') return b
  if (b.kind === 'blank') return a
  if (sameType(a, b)) return a
  const texts = ['text', 'enum']
  return texts.includes(a.kind) && texts.includes(b.kind) ? types.text : null
}
