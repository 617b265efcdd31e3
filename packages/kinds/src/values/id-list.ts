import { isUuid } from '@mortise/core'
import { problem, type ValueResult } from './problem.ts'

export const uuidPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'

/** The id of one record, person or department. */
export function normaliseId(input: unknown): ValueResult {
  return isUuid(input) ? { value: input } : problem('VALUE_NOT_ID')
}

/** Ids of several records: sorted, each once. */
export function normaliseIdList(input: unknown, max: number): ValueResult {
  if (!Array.isArray(input)) return problem('VALUE_NOT_LIST')
  if (!input.every(isUuid)) return problem('VALUE_NOT_ID')
  const unique = [...new Set(input)].sort()
  return unique.length > max ? problem('VALUE_TOO_MANY', { max }) : { value: unique }
}
