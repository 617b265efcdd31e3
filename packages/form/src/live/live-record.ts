import { deepEqual } from '@mortise/core'
import type { EvaluationContext, RelatedRecords, Value, Values } from '@mortise/expressions'
import { closureOf, type FormPlan, type PlannedField, type RulePart } from '@mortise/metadata'
import { type FormLine, type FormValues, linesIn } from '../form-values.ts'

import { computeField } from './compute.ts'

export interface LiveRecordInput {
  plan: FormPlan
  /** The values of the form as they are now. */
  values: FormValues
  /** What the server last said: where the form started. */
  start: FormValues
  context: EvaluationContext
  /** Other records, where they are at hand: on the server. */
  related?: RelatedRecords
}

/** A line of the form by its sub-table and place. */
export interface LineAt {
  field: string
  index: number
}

const nowhere: RelatedRecords = { one: () => null, many: () => [], all: () => [] }

/**
 * A record while it is edited, with what is computed of it. Nothing is computed before it is asked for, and each value
 * once; what reads another gets that computed first. Made from the one before, it computes again only what follows from
 * a value that changed.
 */
export class LiveRecord {
  readonly #input: LiveRecordInput
  readonly #self: Values
  readonly #lines = new Map<string, readonly Values[]>()
  /** Each line with the relation that leads to its record. */
  readonly #owned = new Map<Values, string>()
  /** Computed fields and rules of the record. */
  readonly #known: Map<string, unknown>
  /** Of lines; a line that is taken over brings its own along. */
  readonly #knownOfLines: WeakMap<Values, Map<string, Value>>
  readonly #related: RelatedRecords
  /** Lines as they are shown. */
  readonly #shown = new Map<string, readonly FormLine[]>()

  constructor(input: LiveRecordInput, previous: LiveRecord | null = null) {
    const { plan, values } = input
    const changed = previous ? changesSince(previous.#input, input) : null
    this.#input = input
    this.#known = new Map(previous && changed ? stillKnown(previous.#known, plan, changed) : [])
    this.#knownOfLines = previous ? previous.#knownOfLines : new WeakMap()
    this.#related = this.#relatedRecords()
    this.#self = this.#withComputed({ ...input.start, ...values }, plan.record, this.#known)
    for (const field of plan.lines.keys()) {
      const former = changed && previous ? previous.#formerLines(field, changed) : null
      const made = this.#makeLines(field, former)
      for (const line of made) this.#owned.set(line, plan.owners.get(field) ?? '')
      this.#lines.set(field, made)
      if (former && previous && sameMembers(made, former.lines)) this.#takeShown(field, previous)
    }
  }

  #takeShown(field: string, previous: LiveRecord): void {
    const lines = previous.#shown.get(field)
    if (lines) this.#shown.set(field, lines)
  }

  /** The value of a field, computed or held. */
  value(field: string): unknown {
    return this.#self[field]
  }

  /** The lines of a sub-table, each with its computed values. */
  lines(field: string): readonly FormLine[] {
    const shown = this.#shown.get(field) ?? this.#showLines(field)
    this.#shown.set(field, shown)
    return shown
  }

  #showLines(field: string): readonly FormLine[] {
    const { plan, values, start } = this.#input
    const before = new Map(linesIn(start[field]).map((line) => [line.id, line]))
    const planned = [...(plan.lines.get(field)?.values() ?? [])]
    const live = this.#lines.get(field) ?? []
    return linesIn(values[field]).map((line, index) => {
      const old = line.id === undefined ? undefined : before.get(line.id)
      const derived = planned.map((one) => [one.field.key, derivedValue(one, { line, old, live: live[index] })])
      return { ...line, ...Object.fromEntries(derived) }
    })
  }

  /** What an expression of a rule gives for the record, or for one of its lines. */
  part({ id, checked }: RulePart, line: LineAt | null): Value {
    if (!checked) return null
    const record = this.#at(line)
    if (!record) return null
    const known = line ? this.#knownOf(record) : (this.#known as Map<string, Value>)
    const found = known.get(id)
    if (found !== undefined) return found
    const { context } = this.#input
    const value = closureOf(checked.root)({ record, outer: null, context, related: this.#related })
    known.set(id, value)
    return value
  }

  /** The record as expressions see it; for a line that line. */
  record(line: LineAt | null): Values {
    return this.#at(line) ?? {}
  }

  #at(line: LineAt | null): Values | undefined {
    return line ? this.#lines.get(line.field)?.[line.index] : this.#self
  }

  /** Other records, those of the form first. */
  get related(): RelatedRecords {
    return this.#related
  }

  #formerLines(field: string, changed: ReadonlySet<string>): FormerLines | null {
    const lines = this.#lines.get(field)
    return lines ? { changed, input: this.#input, lines } : null
  }

  #knownOf(line: Values): Map<string, Value> {
    const known = this.#knownOfLines.get(line) ?? new Map<string, Value>()
    this.#knownOfLines.set(line, known)
    return known
  }

  #relatedRecords(): RelatedRecords {
    const { related = nowhere, plan } = this.#input
    return {
      one: (record, entity, field) =>
        this.#owned.get(record) === field ? this.#self : related.one(record, entity, field),
      many: (record, entity, relation) =>
        record === this.#self && plan.lines.has(relation)
          ? (this.#lines.get(relation) ?? [])
          : related.many(record, entity, relation),
      all: (entity) => related.all(entity),
    }
  }

  /** A line that nothing changed for is taken over, with all that was computed of it. */
  #makeLines(field: string, former: FormerLines | null): Values[] {
    const { plan, values } = this.#input
    const planned = plan.lines.get(field) ?? new Map<string, PlannedField>()
    const reusable = former && !readsChanged(plan, field, former.changed) ? former : null
    const before = linesIn(reusable?.input.values[field])
    return linesIn(values[field]).map((line, position) => {
      const old = before[position]
      const same = old !== undefined && (old === line || deepEqual(old, line))
      const taken = same ? reusable?.lines[position] : undefined
      return taken ?? this.#withComputed({ ...line, position }, planned, new Map())
    })
  }

  /** The record with a computed value in the place of each that is computed here. */
  #withComputed(values: FormValues, planned: ReadonlyMap<string, PlannedField>, known: Map<string, unknown>): Values {
    const record: Values = values
    for (const { field, mode } of planned.values()) {
      if (mode !== 'live') continue
      const get = () => {
        const id = `/${field.key}`
        if (!known.has(id)) known.set(id, this.#compute(field, record))
        return known.get(id)
      }
      Object.defineProperty(record, field.key, { get, enumerable: true, configurable: true })
    }
    return record
  }

  #compute(field: PlannedField['field'], record: Values): unknown {
    return computeField(field, { record, outer: null, context: this.#input.context, related: this.#related })
  }
}

function sameMembers(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((member, index) => member === b[index])
}

interface FormerLines {
  changed: ReadonlySet<string>
  input: LiveRecordInput
  lines: readonly Values[]
}

/** The fields whose values differ; null when everything may be different. */
function changesSince(before: LiveRecordInput, now: LiveRecordInput): ReadonlySet<string> | null {
  const same = before.plan === now.plan && before.context === now.context && before.start === now.start
  if (!same || before.related !== now.related) return null
  const keys = new Set([...Object.keys(before.values), ...Object.keys(now.values)])
  return new Set([...keys].filter((key) => !deepEqual(before.values[key], now.values[key])))
}

function* stillKnown(
  known: ReadonlyMap<string, unknown>,
  plan: FormPlan,
  changed: ReadonlySet<string>,
): Generator<[string, unknown]> {
  for (const [id, value] of known) {
    const reads = id.startsWith('/') ? plan.record.get(id.slice(1)) : plan.parts.get(id)
    if (reads && !overlap(changed, reads.inputs)) yield [id, value]
  }
}

/** Whether what is computed of the lines of a sub-table follows from something else that changed. */
function readsChanged({ lines, parts }: FormPlan, field: string, changed: ReadonlySet<string>): boolean {
  const others = new Set(changed)
  others.delete(field)
  const ofLines = [...(lines.get(field)?.values() ?? []), ...[...parts.values()].filter((part) => part.lines === field)]
  return ofLines.some(({ inputs, siblings }) => (siblings && changed.has(field)) || overlap(others, inputs))
}

function overlap(changed: ReadonlySet<string>, inputs: ReadonlySet<string>): boolean {
  for (const input of inputs) if (changed.has(input)) return true
  return false
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
