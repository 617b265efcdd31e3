import type { RecordInput } from '@mortise/data'
import { type FoundProblem, recordInvalid } from '@mortise/data/server'
import type { FieldModel } from '@mortise/metadata'
import type { CommandCall } from './command-call.ts'

/** What was filled in before the command, if it is what the command asks for; RECORD_INVALID for anything else. */
export function checkInput(call: CommandCall, input: RecordInput): RecordInput {
  refuse(call, [...unasked(call, input), ...missing(call, input)])
  return input
}

/** Refuses what the command does not ask for, of input that need not be whole yet. */
export function refuseUnasked(call: CommandCall, input: RecordInput): void {
  refuse(call, unasked(call, input))
}

function refuse({ access }: CommandCall, problems: readonly FoundProblem[]): void {
  if (problems.length > 0) throw recordInvalid(problems, access)
}

function unasked({ command }: CommandCall, input: RecordInput): FoundProblem[] {
  const asked = new Set((command.input ?? []).map(({ field }) => field))
  return Object.keys(input)
    .filter((key) => !asked.has(key))
    .map((path) => ({ path, code: 'FIELD_READ_ONLY' }))
}

function missing({ command, entity }: CommandCall, input: RecordInput): FoundProblem[] {
  return (command.input ?? []).flatMap(({ field: key, required }) => {
    const field = entity.fields.get(key)
    return field && required && isBlank(field, input[key]) ? [{ path: key, code: 'FIELD_REQUIRED' }] : []
  })
}

function isBlank({ kind }: FieldModel, value: unknown): boolean {
  if (kind.blank === false) return false
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
