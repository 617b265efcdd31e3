import type { RecordInput } from '@mortise/data'
import { type FoundProblem, recordInvalid } from '@mortise/data/server'
import type { FieldModel } from '@mortise/metadata'
import type { CommandCall } from './command-call.ts'

/** What was filled in before the command, if it is what the command asks for; RECORD_INVALID for anything else. */
export function checkInput({ command, entity, access }: CommandCall, input: RecordInput): RecordInput {
  const asked = new Map((command.input ?? []).map((one) => [one.field, one.required ?? false]))
  const problems: FoundProblem[] = Object.keys(input)
    .filter((key) => !asked.has(key))
    .map((path) => ({ path, code: 'FIELD_READ_ONLY' }))
  for (const [key, required] of asked) {
    const field = entity.fields.get(key)
    if (field && required && isBlank(field, input[key])) problems.push({ path: key, code: 'FIELD_REQUIRED' })
  }
  if (problems.length > 0) throw recordInvalid(problems, access)
  return input
}

function isBlank({ kind }: FieldModel, value: unknown): boolean {
  if (kind.blank === false) return false
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
