import { deepEqual } from '@mortise/core'
import { type Value, valueFromField } from '@mortise/expressions'
import type { CompiledFormRule, PlannedPart, RulePart } from '@mortise/metadata'
import type { FormProgram } from '../form-program.ts'
import { type FormValues, linesIn } from '../form-values.ts'
import type { LineAt, LiveRecord } from '../live/live-record.ts'

/**
 * What the server said of expressions that need more than the form has: for each its value, or for rules of lines the
 * value for each line. `values` is what the form held when it was asked.
 */
export interface FormAnswers {
  values: FormValues
  parts: { readonly [part: string]: unknown }
}

/** What the expressions of rules give at the moment. */
export interface RuleValues {
  /** Null where nobody knows yet. */
  holds(rule: CompiledFormRule, line: LineAt | null): boolean | null
  /** Undefined where it is not known, or no longer. */
  value(part: RulePart, line: LineAt | null): Value | undefined
}

/** Expressions computed here, and the server's answers for the others. */
export function ruleValues(
  { plan }: FormProgram,
  values: FormValues,
  live: LiveRecord,
  answers: FormAnswers | null,
): RuleValues {
  const isPending = (part: RulePart) => plan.parts.get(part.id)?.mode !== 'live'
  const answered = (part: RulePart, line: LineAt | null): unknown => {
    const answer = answers?.parts[part.id]
    if (!line) return answer
    const index = answers && indexThen(answers.values, values, line)
    return index === null || !Array.isArray(answer) ? undefined : answer[index]
  }
  return {
    holds({ when }, line) {
      if (!when) return true
      if (!isPending(when)) return live.part(when, line) === true
      const answer = answered(when, line)
      return answer === undefined ? null : answer === true
    },
    value(part, line) {
      if (!isPending(part)) return live.part(part, line)
      const answer = answered(part, line)
      const planned = plan.parts.get(part.id)
      if (answer === undefined || !answers || !isCurrent({ planned, line, asked: answers.values, values }))
        return undefined
      return valueFromField(part.expected, answer)
    },
  }
}

interface AskedPart {
  planned: PlannedPart | undefined
  line: LineAt | null
  asked: FormValues
  values: FormValues
}

/** Whether what an expression follows from is still as it was when the server was asked. */
function isCurrent({ planned, line, asked, values }: AskedPart): boolean {
  if (!planned) return false
  const inputs = planned.hidden ? new Set([...Object.keys(asked), ...Object.keys(values)]) : planned.inputs
  const same = (key: string) => deepEqual(asked[key] ?? null, values[key] ?? null)
  if (!line) return [...inputs].every(same)
  if (![...inputs].every((key) => key === line.field || same(key))) return false
  const then = indexThen(asked, values, line)
  const [before, now] = [linesIn(asked[line.field])[then ?? -1], linesIn(values[line.field])[line.index]]
  return then !== null && [...planned.own].every((key) => deepEqual(before?.[key] ?? null, now?.[key] ?? null))
}

/** Where a line was when the server was asked; null when it was not there, or was another one. */
function indexThen(asked: FormValues, values: FormValues, { field, index }: LineAt): number | null {
  const [then, now] = [linesIn(asked[field]), linesIn(values[field])]
  const line = now[index]
  if (line === undefined) return null
  const same = then.indexOf(line)
  if (same >= 0) return same
  const known = line.id === undefined ? -1 : then.findIndex(({ id }) => id === line.id)
  if (known >= 0) return known
  return then.length === now.length ? index : null
}
