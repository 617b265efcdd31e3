import type { Value } from '../model/value.ts'

/** Text without regard to case; blank stays blank. The same function folds in SQL (`text_lower`). */
export function foldText(value: Value): string | null {
  return typeof value === 'string' ? value.toLowerCase() : null
}
