import type { Evaluation } from '@mortise/data/server'
import { valueToJson } from '@mortise/expressions'
import { type CompiledFormRule, partsOfRule, type RulePart } from '@mortise/metadata'
import { type FormValues, linesIn } from '../form-values.ts'
import { type LineAt, LiveRecord } from '../live/live-record.ts'
import { closeChoice } from '../rules/close-choice.ts'
import { type FormCall, mergeValues, readAsReader, readStart, serverProgram } from './form-call.ts'

export interface FormAsked {
  /** Null for a record that is not saved yet. */
  id: string | null
  /** What the form holds now. */
  values: FormValues
  /** Ids of expressions of its rules. */
  parts: readonly string[]
  /** Over what whoever asks may read, not over all records: for forms that are only tried. */
  asReader?: boolean
}

/**
 * What expressions of a form's rules give for what it holds now: for those over lines one value per line. For choices,
 * the condition to send as a filter. Unknown ids are left out.
 */
export async function answerForm(call: FormCall, asked: FormAsked): Promise<{ [part: string]: unknown }> {
  const program = serverProgram(call, asked.id === null)
  const { asReader = false } = asked
  const start = asReader ? await readAsReader(call, program, asked.id) : await readStart(call, program, asked.id)
  const values = mergeValues(program, start, asked.values)
  const wanted = new Set(asked.parts)
  const found = program.rules.flatMap((rule) =>
    partsOfRule(rule).flatMap((part) => (wanted.has(part.id) ? [{ rule, part }] : [])),
  )
  if (found.length === 0) return {}
  const { engine, access, scope, entity } = call
  const run = ({ context, related }: Evaluation) => {
    const live = new LiveRecord({
      plan: program.plan,
      values,
      start,
      context: { ...context, isNew: program.isNew },
      related,
    })
    const give = (rule: CompiledFormRule, part: RulePart, line: LineAt | null) => {
      if (rule.choices.some(({ where }) => where === part)) {
        return closeChoice(part, { record: live.record(line), outer: null, context, related: live.related })
      }
      return part.checked ? valueToJson(part.checked.type, live.part(part, line)) : null
    }
    const answers = found.map(({ rule, part }) => [part.id, answersFor(rule, values, (line) => give(rule, part, line))])
    return Object.fromEntries(answers) as { [part: string]: unknown }
  }
  return engine.evaluate(access, scope, entity.key, run, { asReader })
}

function answersFor(
  { lines: field }: CompiledFormRule,
  values: FormValues,
  give: (line: LineAt | null) => unknown,
): unknown {
  if (field === null) return give(null)
  return linesIn(values[field]).map((_line, index) => give({ field, index }))
}
