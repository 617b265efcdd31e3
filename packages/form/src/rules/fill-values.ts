import { canonicalJson, deepEqual } from '@mortise/core'
import { type CompiledFormRule, type FieldModel, type RuleValue, valueOfField } from '@mortise/metadata'
import type { FormProgram } from '../form-program.ts'
import type { FormState } from '../form-state.ts'
import { blankOf, type FormLine, type FormValues, isBlankValue, linesIn } from '../form-values.ts'
import type { LineAt, LiveRecord } from '../live/live-record.ts'
import type { RuleValues } from './rule-values.ts'

/** What each value of a rule was last given for: a new value comes only for something else. */
export interface FillBases {
  record: ReadonlyMap<string, string>
  /** By sub-table, for each line. */
  lines: ReadonlyMap<string, readonly ReadonlyMap<string, string>[]>
}

export interface FillInput {
  program: FormProgram
  values: FormValues
  live: LiveRecord
  rules: RuleValues
  bases: FillBases
}

export interface Filled {
  /** Fields that got another value, with lines as a whole; empty when none did. */
  changes: FormValues
  bases: FillBases
}

/** Gives fields what rules say they should hold. One pass: what was filled in may have others follow. */
export function fillValues(input: FillInput): Filled {
  const { program } = input
  const changes: FormValues = {}
  const record = new Map(input.bases.record)
  const lines = new Map<string, readonly ReadonlyMap<string, string>[]>()
  const setters = program.rules.filter(({ values }) => values.length > 0)
  for (const rule of setters.filter((one) => one.lines === null)) {
    Object.assign(
      changes,
      fillOne({ ...input, rule, line: null, bases: record, holder: { ...input.values, ...changes } }),
    )
  }
  const ofLines = Map.groupBy(
    setters.filter((one) => one.lines !== null),
    ({ lines: field }) => field ?? '',
  )
  for (const [field, rules] of ofLines) {
    const { changed, bases } = fillLines(input, field, rules)
    lines.set(field, bases)
    if (changed) changes[field] = changed
  }
  return { changes, bases: { record, lines } }
}

function fillLines(
  input: FillInput,
  field: string,
  rules: readonly CompiledFormRule[],
): { changed: FormLine[] | null; bases: Map<string, string>[] } {
  let isChanged = false
  const bases: Map<string, string>[] = []
  const changed = linesIn(input.values[field]).map((line, index) => {
    const own = new Map(input.bases.lines.get(field)?.[index])
    bases.push(own)
    const changes: FormValues = {}
    for (const rule of rules) {
      const holder = { ...line, ...changes }
      Object.assign(changes, fillOne({ ...input, rule, line: { field, index }, bases: own, holder }))
    }
    if (Object.keys(changes).length === 0) return line
    isChanged = true
    return { ...line, ...changes }
  })
  return { changed: isChanged ? changed : null, bases }
}

interface RuleFill extends Omit<FillInput, 'bases'> {
  rule: CompiledFormRule
  line: LineAt | null
  bases: Map<string, string>
  /** The record or line as it is now. */
  holder: FormValues
}

function fillOne(fill: RuleFill): FormValues {
  const { rule, line, rules, holder } = fill
  const changes: FormValues = {}
  const holds = rules.holds(rule, line)
  if (holds === null) return changes
  for (const ruled of rule.values) {
    const { field } = ruled
    const present = changes[field.key] ?? holder[field.key]
    const next = valueFor(fill, ruled, { holds, present })
    if (next !== undefined && !isSame(field, present, next)) changes[field.key] = next
  }
  return changes
}

/** The value that a rule has for a field now; undefined when it leaves the field alone. */
function valueFor(fill: RuleFill, ruled: RuleValue, { holds, present }: { holds: boolean; present: unknown }): unknown {
  const { rules, line, bases, program } = fill
  const { field, mode, value } = ruled
  if (mode === 'always') {
    const computed = holds ? rules.value(value, line) : undefined
    return computed === undefined ? undefined : valueOfField(computed, value.expected, shownOf(field))
  }
  const basis = basisOf(fill, ruled)
  const former = bases.get(value.id)
  if (former === basis) return undefined
  const computed = holds ? rules.value(value, line) : null
  // Not known yet: the server is being asked.
  if (computed === undefined) {
    rememberAsked({ bases, id: value.id, basis, present })
    return undefined
  }
  const typed = wasTypedMeanwhile({ bases, id: value.id, basis, present })
  bases.delete(askedKey(value.id))
  bases.set(value.id, basis)
  if (typed && !isGap(field, present, program)) return undefined
  // What is new has been given its values by somebody: only gaps are filled.
  const onlyGaps = mode === 'if_blank' || former === undefined
  if (!holds || (onlyGaps && !isGap(field, present, program))) return undefined
  return valueOfField(computed, value.expected, shownOf(field))
}

interface Asked {
  bases: Map<string, string>
  id: string
  basis: string
  present: unknown
}

const askedKey = (id: string) => `${id}?`
const askedFor = (basis: string) => `${canonicalJson(basis)}:`

/** What the field held when the server was asked. */
function rememberAsked({ bases, id, basis, present }: Asked): void {
  const known = bases.get(askedKey(id))
  if (!known?.startsWith(askedFor(basis))) {
    bases.set(askedKey(id), `${askedFor(basis)}${canonicalJson((present ?? null) as never)}`)
  }
}

/** Whoever types while the server is thinking has the last word. */
function wasTypedMeanwhile({ bases, id, basis, present }: Asked): boolean {
  const asked = bases.get(askedKey(id))
  if (!asked?.startsWith(askedFor(basis))) return false
  return asked !== `${askedFor(basis)}${canonicalJson((present ?? null) as never)}`
}

const shownOf = (field: FieldModel): FieldModel => field.computed?.result ?? field

/** A checkbox that was never touched is a gap of a new record. */
function isGap(field: FieldModel, present: unknown, { isNew }: FormProgram): boolean {
  return isBlankValue(field, present) || (isNew && field.kind.blank === false && present !== true)
}

/** Numbers may be written in several ways. */
function isSame(field: FieldModel, present: unknown, next: unknown): boolean {
  if (deepEqual(present ?? blankOf(field), next)) return true
  const numbers = typeof present === 'string' && typeof next === 'string' && field.kind.places !== undefined
  return numbers && present !== '' && Number(present) === Number(next) && present.length < 16
}

/** All that a value and its condition follow from, as it is now. */
function basisOf({ program, rule, line, values, live }: RuleFill, { value, from }: RuleValue): string {
  const own = live.record(line)
  if (from !== null) return canonicalJson((own[from] ?? null) as never)
  const parts = [value.id, rule.when?.id].flatMap((id) => (id === undefined ? [] : (program.plan.parts.get(id) ?? [])))
  const reads = new Set(parts.flatMap((part) => [...part.reads]))
  return canonicalJson([...reads].sort().map((read) => readAt(read, { line, values, own })) as never)
}

function readAt(
  read: string,
  { line, values, own }: { line: LineAt | null; values: FormValues; own: FormValues },
): unknown {
  const [place = '', key = ''] = read.split('/')
  if (place === (line?.field ?? '')) return own[key] ?? null
  return place === '' ? (values[key] ?? null) : linesIn(values[place]).map((one) => one[key] ?? null)
}

/** What existing records hold was given for what they hold: only changes from here on count. */
export function startBases(input: Omit<FillInput, 'bases'>): FillBases {
  const { program, values } = input
  const record = new Map<string, string>()
  const lines = new Map<string, Map<string, string>[]>()
  if (program.isNew) return { record, lines }
  for (const rule of program.rules) {
    const field = rule.lines
    if (field === null) {
      for (const ruled of rule.values) record.set(ruled.value.id, basisAt(input, rule, ruled, null))
      continue
    }
    const all = lines.get(field) ?? linesIn(values[field]).map(() => new Map<string, string>())
    lines.set(field, all)
    all.forEach((bases, index) => {
      for (const ruled of rule.values) bases.set(ruled.value.id, basisAt(input, rule, ruled, { field, index }))
    })
  }
  return { record, lines }
}

function basisAt(input: Omit<FillInput, 'bases'>, rule: CompiledFormRule, ruled: RuleValue, line: LineAt | null) {
  return basisOf({ ...input, rule, line, bases: new Map(), holder: {} }, ruled)
}

/** Lines keep what they were given for, wherever they move; a line that was not there before has nothing yet. */
export function moveBases(bases: FillBases, before: FormValues, now: FormValues): FillBases {
  const lines = [...bases.lines].map(([field, all]) => {
    const [then, present] = [linesIn(before[field]), linesIn(now[field])]
    if (then === present) return [field, all] as const
    const places = new Map(then.map((line, index) => [line, index]))
    const ids = new Map(then.flatMap(({ id }, index) => (id === undefined ? [] : [[id, index]])))
    const moved = present.map((line, index) => {
      const same = places.get(line) ?? (line.id === undefined ? undefined : ids.get(line.id))
      const at = same ?? (then.length === present.length ? index : undefined)
      return (at === undefined ? undefined : all[at]) ?? new Map<string, string>()
    })
    return [field, moved] as const
  })
  return { record: bases.record, lines: new Map(lines) }
}

/** Values that rules hide and whose fields say that they go then. */
export function clearHidden({ places, fields }: FormProgram, state: FormState, values: FormValues): FormValues {
  const cleared: FormValues = {}
  for (const field of fields) {
    const item = places.get(field.key)?.item
    const clears = item?.item === 'field' && item.whenHidden === 'clear'
    if (!clears || state.fields.get(field.key)?.visible !== false) continue
    const blank = blankOf(field)
    if (!deepEqual(values[field.key] ?? blank, blank)) cleared[field.key] = blank
  }
  return cleared
}
