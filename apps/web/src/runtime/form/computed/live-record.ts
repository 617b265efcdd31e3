import { deepEqual } from '@mortise/core'
import {
  type Closure,
  compileClosure,
  type EvaluationContext,
  type ExpressionType,
  formatDecimal,
  type RelatedRecords,
  roundDecimal,
  type TypedNode,
  type Value,
  type Values,
  valueToJson,
} from '@mortise/expressions'
import type { FieldModel } from '@mortise/metadata'
import type { FormValues } from '../form-values.ts'
import type { FormPlan, PlannedField } from './form-plan.ts'

/** A line as the form holds it. */
export type FormLine = { readonly id?: string; readonly [field: string]: unknown }

export interface LiveRecordInput {
  plan: FormPlan
  /** The values of the form as they are now. */
  values: FormValues
  /** What the server last said: where the form started. */
  start: FormValues
  context: EvaluationContext
}

/** A record while it is edited, with what is computed of it. */
export interface LiveRecord {
  value(field: string): unknown
  /** The lines of a sub-table, each with its computed values. */
  lines(field: string): readonly FormLine[]
}

/**
 * Puts the values of a form together with what follows from them. Nothing is computed before it is asked for, and each
 * value once; what reads another gets that computed first.
 */
export function liveRecord(input: LiveRecordInput): LiveRecord {
  const { plan, values } = input
  const lines = new Map<string, readonly Values[]>()
  const owned = new Set<Values>()
  const related: RelatedRecords = {
    one: (record) => (owned.has(record) ? self : null),
    many: (record, _entity, relation) => (record === self ? (lines.get(relation) ?? []) : []),
    all: () => [],
  }
  const evaluation = { context: input.context, related }
  const self = withComputed({ ...input.start, ...values }, plan.record, evaluation)
  for (const [field, planned] of plan.lines) {
    const made = linesOf(values[field]).map((line, position) =>
      withComputed({ ...line, position }, planned, evaluation),
    )
    for (const line of made) owned.add(line)
    lines.set(field, made)
  }
  return {
    value: (field) => self[field],
    lines: (field) => shownLines(input, field, lines.get(field) ?? []),
  }
}

interface Evaluation {
  context: EvaluationContext
  related: RelatedRecords
}

/** The record with a computed value in the place of each that is computed here. */
function withComputed(values: FormValues, planned: ReadonlyMap<string, PlannedField>, evaluation: Evaluation): Values {
  const record: Values = values
  for (const { field, mode } of planned.values()) {
    if (mode !== 'live') continue
    let known: { value: unknown } | null = null
    const get = () => {
      known ??= { value: compute(field, record, evaluation) }
      return known.value
    }
    Object.defineProperty(record, field.key, { get, enumerable: true })
  }
  return record
}

function compute({ computed }: FieldModel, record: Values, { context, related }: Evaluation): unknown {
  if (!computed?.checked) throw new Error('unreachable: only what was checked is computed')
  const { root, type } = computed.checked
  const value = closureOf(root)({ record, outer: null, context, related })
  return asResult(value, type, computed.result)
}

const closures = new WeakMap<TypedNode, Closure>()

function closureOf(root: TypedNode): Closure {
  const closure = closures.get(root) ?? compileClosure(root)
  closures.set(root, closure)
  return closure
}

/** As the field of the result gives it: numbers rounded to its places. */
function asResult(value: Value, type: ExpressionType, { kind, options }: FieldModel): unknown {
  if (value === null) return kind.blank ?? null
  if (typeof value !== 'bigint') return valueToJson(type, value)
  const places = kind.places?.(options)
  const text = formatDecimal(places === undefined ? value : roundDecimal(value, places))
  const schema: { type?: unknown } = kind.value(options)
  return schema.type === 'integer' ? Number(text) : text
}

function shownLines({ plan, values, start }: LiveRecordInput, field: string, live: readonly Values[]): FormLine[] {
  const before = new Map(linesOf(start[field]).map((line) => [line.id, line]))
  const planned = [...(plan.lines.get(field)?.values() ?? [])]
  return linesOf(values[field]).map((line, index) => {
    const old = line.id === undefined ? undefined : before.get(line.id)
    const derived = planned.map((one) => [one.field.key, derivedValue(one, { line, old, live: live[index] })])
    return { ...line, ...Object.fromEntries(derived) }
  })
}

interface LineStates {
  line: FormLine
  old: FormLine | undefined
  live: Values | undefined
}

/** What a line is not asked for: computed, or as it was as long as nothing changed that it follows from. */
function derivedValue({ field, mode, own }: PlannedField, { line, old, live }: LineStates): unknown {
  if (mode === 'live') return live?.[field.key]
  const same = old && [...own].every((key) => deepEqual(line[key] ?? null, old[key] ?? null))
  return (same ? old[field.key] : undefined) ?? field.kind.blank ?? null
}

function linesOf(value: unknown): readonly FormLine[] {
  return Array.isArray(value) ? value : []
}
