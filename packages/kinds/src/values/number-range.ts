import type { FieldModel } from '@mortise/metadata'
import { problem } from './problem.ts'

/** A field document whose smallest value is above its largest can never be filled in. */
export function numberRangeProblems(field: FieldModel) {
  const { min, max } = field.options as { min?: number; max?: number }
  return min !== undefined && max !== undefined && min > max ? [problem('OPTIONS_RANGE', { min, max })] : []
}
