import { deepEqual } from '@mortise/core'
import type { FormValues } from './form-values.ts'

/** A field that both sides changed, each to another value. */
export interface FieldConflict {
  field: string
  mine: unknown
  theirs: unknown
}

/** What comes of two people changing the same record. */
export interface Merge {
  conflicts: FieldConflict[]
  /** What of mine is still to be saved over the present record, the conflicts included. */
  changes: FormValues
}

/** Merges field by field: `start` is what both saw, `mine` what I changed, `current` the record as it is now. */
export function mergeChanges(start: FormValues, mine: FormValues, current: FormValues): Merge {
  const conflicts: FieldConflict[] = []
  const changes: FormValues = {}
  for (const [field, value] of Object.entries(mine)) {
    const theirs = current[field] ?? null
    if (deepEqual(value ?? null, theirs)) continue
    changes[field] = value
    if (!deepEqual(start[field] ?? null, theirs)) conflicts.push({ field, mine: value, theirs })
  }
  return { conflicts, changes }
}
