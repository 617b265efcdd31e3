import { createHash } from 'node:crypto'
import type { SortKey } from './compile-sort.ts'
import { queryErrors } from './query-errors.ts'

/** A place in a sorted list: the values of the sort keys there, in their order. */
export type CursorValues = readonly unknown[]

/** Tells cursors of one order from those of another, so that one is never read with the other's keys. */
export function orderSignature(order: string): string {
  return createHash('sha1').update(order).digest('base64url').slice(0, 8)
}

export function encodeCursor(signature: string, values: CursorValues): string {
  return Buffer.from(JSON.stringify([signature, ...values])).toString('base64url')
}

/** The place a cursor names; anything that we did not write for this very order is CURSOR_INVALID. */
export function decodeCursor(text: unknown, signature: string, keys: readonly SortKey[]): CursorValues {
  const [found, ...values] = parse(text)
  if (found !== signature || values.length !== keys.length) throw queryErrors.CURSOR_INVALID()
  return keys.map((key, index) => {
    const value = values[index]
    if (value === null ? !key.nullable : !key.accepts(value)) throw queryErrors.CURSOR_INVALID()
    return value
  })
}

function parse(text: unknown): unknown[] {
  if (typeof text !== 'string' || text.length > 20_000) throw queryErrors.CURSOR_INVALID()
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(value)) return value
  } catch {
    // Not JSON: falls through to the same refusal.
  }
  throw queryErrors.CURSOR_INVALID()
}
