import { canonicalJson } from '@mortise/core'
import type { EvaluationContext, RelatedRecords } from '@mortise/expressions'
import type { FormProgram } from './form-program.ts'
import type { FormState } from './form-state.ts'
import type { FormValues } from './form-values.ts'
import { LiveRecord } from './live/live-record.ts'
import { clearHidden, type FillBases, fillValues, moveBases, startBases } from './rules/fill-values.ts'
import { ruleState } from './rules/rule-state.ts'
import { type FormAnswers, ruleValues } from './rules/rule-values.ts'

export interface FormInput {
  values: FormValues
  /** What the server last said: where the form started. */
  start: FormValues
  context: EvaluationContext
  answers?: FormAnswers | null
  /** Other records, where they are at hand. */
  related?: RelatedRecords
  /**
   * What may be filled in. `all` while somebody fills the form in; `ruled`: only what belongs to rules, and what hiding
   * clears; `nothing` while the record is only read. Default: all.
   */
  fill?: 'all' | 'ruled' | 'nothing'
}

/** A form at one moment. */
export interface FormRun {
  /** The values with what rules filled in. */
  values: FormValues
  /** Only what rules filled in or cleared, to be put into the form. */
  filled: FormValues
  live: LiveRecord
  state: FormState
  bases: FillBases
}

/** More passes than any chain of rules that was published needs; the last line of defence against a circle. */
const maxPasses = 25

/** Runs the rules of a form over its values, from where the run before left off. Pure. */
export function runForm(program: FormProgram, input: FormInput, previous: FormRun | null = null): FormRun {
  const { start, context, related, answers = null } = input
  let values = input.values
  let live = new LiveRecord({ plan: program.plan, values, start, context, related }, previous?.live ?? null)
  let rules = ruleValues(program, values, live, answers)
  let bases = previous ? moveBases(previous.bases, previous.values, values) : firstBases(program, input)
  let state = ruleState({ program, values, live, rules, answers, context }, previous?.state ?? null)
  const filled: FormValues = {}
  for (let pass = 0; pass < maxPasses; pass++) {
    if (input.fill === 'nothing') break
    const fill = fillValues({
      program: input.fill === 'ruled' ? onlyAlways(program) : program,
      values,
      live,
      rules,
      bases,
    })
    const changes = { ...fill.changes, ...clearHidden(program, state, values) }
    bases = fill.bases
    if (Object.keys(changes).length === 0) break
    Object.assign(filled, changes)
    const next = { ...values, ...changes }
    bases = moveBases(bases, values, next)
    values = next
    live = new LiveRecord({ plan: program.plan, values, start, context, related }, live)
    rules = ruleValues(program, values, live, answers)
    state = ruleState({ program, values, live, rules, answers, context }, state)
  }
  return { values, filled, live, state, bases }
}

/** What the form holds at first counts as given, unless the record is new. */
function firstBases(program: FormProgram, { values, start, context, related }: FormInput): FillBases {
  const live = new LiveRecord({ plan: program.plan, values, start, context, related })
  const rules = ruleValues(program, values, live, null)
  return startBases({ program, values, live, rules })
}

const alwaysOnly = new WeakMap<FormProgram, FormProgram>()

function onlyAlways(program: FormProgram): FormProgram {
  const known = alwaysOnly.get(program)
  if (known) return known
  const rules = program.rules.map((rule) => ({ ...rule, values: rule.values.filter(({ mode }) => mode === 'always') }))
  const reduced = { ...program, rules }
  alwaysOnly.set(program, reduced)
  return reduced
}

/** What the server has to be asked, and on which values that depends; null when everything is known here. */
export interface FormQuestion {
  parts: readonly string[]
  /** Changes when the answers may be others. */
  signature: string
}

/** What a form needs to know that only the server can say. */
export function questionOf({ plan }: FormProgram, values: FormValues): FormQuestion | null {
  const pending = [...plan.parts].filter(([, { mode }]) => mode === 'pending')
  if (pending.length === 0) return null
  const hidden = pending.some(([, part]) => part.hidden)
  const inputs = new Set(hidden ? Object.keys(values) : pending.flatMap(([, part]) => [...part.inputs]))
  const picked = [...inputs].sort().map((key) => [key, values[key] ?? null])
  return { parts: pending.map(([id]) => id), signature: canonicalJson(picked as never) }
}
