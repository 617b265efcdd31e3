import { deepEqual } from '@mortise/core'
import type { EvaluationContext } from '@mortise/expressions'
import {
  type FormAnswers,
  type FormProgram,
  type FormQuestion,
  type FormRun,
  type FormValues,
  questionOf,
  runForm,
} from '@mortise/form'
import type { Start } from '../use-form-values.ts'

/** A form at one moment, with what of it differs from where it started. */
export interface ShownRun extends FormRun {
  program: FormProgram
  changed: ReadonlySet<string>
}

export interface FormRunOptions {
  program: FormProgram
  context: EvaluationContext
  /** The record as the server gave it: more than the form holds. */
  record: FormValues | null
  start(): Start
  values(): FormValues
  /** Whether something is being filled in; a record that is only read is left as it is. */
  isFilling(): boolean
  /** Puts what rules filled in into the form. */
  fill(values: FormValues): void
}

/** Keeps the rules of a form running beside its inputs: whoever shows a part of it follows just that part. */
export interface FormRunStore {
  get(): ShownRun
  subscribe(listener: () => void): () => void
  /** Something was typed, begun or saved. */
  refresh(): void
  /** Another revision, record or person. */
  configure(options: FormRunOptions): void
  /** What only the server can say; null when nothing is to be asked. */
  question(): FormQuestion | null
  answer(answers: FormAnswers): void
}

export function createFormRunStore(initial: FormRunOptions): FormRunStore {
  const listeners = new Set<() => void>()
  let options = initial
  let answers: FormAnswers | null = null
  let begun: { start: Start; program: FormProgram } | null = null
  /** Merged once, so that the engine knows it again. */
  let known: { record: FormValues | null; start: Start; merged: FormValues } | null = null
  // While the form is only being drawn nothing is put into it; the first refresh does that.
  let shown = compute(null, 'nothing')

  function compute(previous: ShownRun | null, fill?: 'nothing'): ShownRun {
    const { program, context, record } = options
    const start = options.start()
    const values = options.values()
    const isFilling = options.isFilling() || program.isNew
    // Where it starts anew, whatever it holds then was given.
    const follows = begun && begun.start === start && begun.program === program ? previous : null
    begun = { start, program }
    const input = { values, start: startOf(record, start), context, answers }
    const run = runForm(program, { ...input, fill: fill ?? (isFilling ? 'all' : 'nothing') }, follows)
    return { ...run, program, changed: changedSince(start.values, run.values) }
  }

  function startOf(record: FormValues | null, start: Start): FormValues {
    if (known?.record !== record || known.start !== start)
      known = { record, start, merged: { ...record, ...start.values } }
    return known.merged
  }

  /** What is being filled in comes back as if it had been typed; it is known already. */
  let isPuttingIn = false
  function refresh() {
    if (isPuttingIn) return
    shown = compute(shown)
    if (Object.keys(shown.filled).length > 0) {
      isPuttingIn = true
      options.fill(shown.filled)
      isPuttingIn = false
    }
    for (const listener of listeners) listener()
  }

  return {
    get: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh,
    configure(next) {
      const same =
        next.program === options.program && next.context === options.context && next.record === options.record
      options = next
      if (same) return
      if (next.program.form !== shown.program.form) answers = null
      refresh()
    },
    question: () => questionOf(options.program, options.values()),
    answer(next) {
      answers = next
      refresh()
    },
  }
}

function changedSince(start: FormValues, values: FormValues): ReadonlySet<string> {
  return new Set(Object.keys(values).filter((key) => !deepEqual(values[key] ?? null, start[key] ?? null)))
}
