import { deepEqual } from '@mortise/core'
import type { EvaluationContext } from '@mortise/expressions'
import type { CompiledFormRule, FormAction } from '@mortise/metadata'
import type { FormProgram } from '../form-program.ts'
import {
  type FieldState,
  type FormMessage,
  type FormState,
  type ItemState,
  plainField,
  plainItem,
} from '../form-state.ts'
import { type FormValues, linesIn } from '../form-values.ts'
import type { LineAt, LiveRecord } from '../live/live-record.ts'
import { closeChoice } from './close-choice.ts'
import type { FormAnswers, RuleValues } from './rule-values.ts'

export interface RuleStateInput {
  program: FormProgram
  values: FormValues
  live: LiveRecord
  rules: RuleValues
  answers: FormAnswers | null
  context: EvaluationContext
}

/** Puts together what all rules that hold say, in their order. What is as before stays the same object. */
export function ruleState(input: RuleStateInput, previous: FormState | null): FormState {
  const { program } = input
  const building = start(program)
  for (const rule of program.rules) {
    if (rule.lines === null) {
      if (holds(input, rule, null)) apply(input, rule, building, null)
      continue
    }
    const field = rule.lines
    const lines = building.lines.get(field) ?? linesIn(input.values[field]).map(() => new Map<string, FieldState>())
    building.lines.set(field, lines)
    lines.forEach((_line, index) => {
      const line = { field, index }
      if (holds(input, rule, line)) apply(input, rule, building, line)
    })
  }
  hideInside(program, building)
  return reuse(building, previous)
}

interface Building {
  fields: Map<string, FieldState>
  items: Map<string, ItemState>
  lines: Map<string, Map<string, FieldState>[]>
  messages: FormMessage[]
  held: Set<string>
}

function start({ places, shownByRules }: FormProgram): Building {
  const building: Building = { fields: new Map(), items: new Map(), lines: new Map(), messages: [], held: new Set() }
  for (const [key, { item }] of places) {
    if (item.item !== 'field' || !(item.required || item.readOnly)) continue
    const { required = false, readOnly = false } = item
    building.fields.set(key, { ...plainField, required: required && !readOnly, readOnly })
  }
  for (const target of shownByRules) {
    const [kind, key = ''] = target.split(' ')
    if (kind === 'item') building.items.set(key, { ...plainItem, visible: false })
    else building.fields.set(key, { ...(building.fields.get(key) ?? plainField), visible: false })
  }
  return building
}

function holds({ rules }: RuleStateInput, rule: CompiledFormRule, line: LineAt | null): boolean {
  return rules.holds(rule, line) === true
}

function apply(input: RuleStateInput, rule: CompiledFormRule, building: Building, line: LineAt | null): void {
  building.held.add(line ? `${rule.key} ${line.index}` : rule.key)
  const fields = line
    ? (building.lines.get(line.field)?.[line.index] ?? new Map<string, FieldState>())
    : building.fields
  const target = { fields, items: building.items }
  for (const action of rule.document.actions) {
    if (action.do === 'message') {
      const { level, text, field = null } = action
      building.messages.push({ rule: rule.key, level, text, field, line })
    } else changes[action.do]?.(action as never, target)
  }
  for (const { field, mode } of rule.values) {
    if (mode === 'always') changeField(fields, [field.key], { readOnly: true, ruled: true })
  }
  for (const { field, options, where } of rule.choices) {
    const form = { record: input.live.record(line), outer: null, context: input.context, related: input.live.related }
    const planned = where && input.program.plan.parts.get(where.id)
    const closed =
      where && (planned?.mode === 'live' ? closeChoice(where, form) : answeredChoice(input, where.id, line))
    changeField(fields, [field.key], { options, where: closed })
  }
}

function answeredChoice({ answers }: RuleStateInput, id: string, line: LineAt | null): FieldState['where'] {
  const answer = answers?.parts[id]
  const found = line && Array.isArray(answer) ? (answer[line.index] as unknown) : answer
  return (found as FieldState['where'] | undefined) ?? null
}

interface Target {
  fields: Map<string, FieldState>
  items: Map<string, ItemState>
}

type ActionOf<Name extends FormAction['do']> = Extract<FormAction, { do: Name }>
type Changes = { [Name in FormAction['do']]?: (action: ActionOf<Name>, target: Target) => void }

const looks = (change: Partial<ItemState>) => (action: { fields?: string[]; items?: string[] }, target: Target) => {
  changeField(target.fields, action.fields ?? [], change)
  for (const key of action.items ?? []) target.items.set(key, { ...(target.items.get(key) ?? plainItem), ...change })
}

const changes: Changes = {
  show: looks({ visible: true }),
  hide: looks({ visible: false }),
  read_only: looks({ readOnly: true }),
  editable: looks({ readOnly: false }),
  require: ({ fields }, target) => changeField(target.fields, fields, { required: true }),
  optional: ({ fields }, target) => changeField(target.fields, fields, { required: false }),
  style: (action, target) => looks({ colour: action.colour })(action, target),
}

function changeField(fields: Map<string, FieldState>, keys: readonly string[], change: Partial<FieldState>): void {
  for (const key of keys) fields.set(key, { ...(fields.get(key) ?? plainField), ...change })
}

/** What stands in a hidden part is hidden, in a read-only one read-only; and what is hidden is not demanded. */
function hideInside({ places, around }: FormProgram, { fields, items }: Building): void {
  const partsOf = (inside: readonly string[]) => inside.map((key) => items.get(key) ?? plainItem)
  const fromParts = <State extends ItemState>(state: State, parts: readonly ItemState[]): State => ({
    ...state,
    visible: state.visible && parts.every(({ visible }) => visible),
    readOnly: state.readOnly || parts.some(({ readOnly }) => readOnly),
  })
  const held = new Map(items)
  for (const [key, inside] of around) {
    const state = fromParts(
      held.get(key) ?? plainItem,
      inside.map((part) => held.get(part) ?? plainItem),
    )
    if (!deepEqual(state, plainItem)) items.set(key, state)
  }
  for (const [key, { inside }] of places) {
    const state = fromParts(fields.get(key) ?? plainField, partsOf(inside))
    fields.set(key, { ...state, required: state.required && state.visible })
  }
  for (const [key, state] of fields) if (deepEqual(state, plainField)) fields.delete(key)
  for (const [key, state] of items) if (deepEqual(state, plainItem)) items.delete(key)
}

/** Equal parts are the same objects as before, so that nothing is drawn again for them. */
function reuse(state: Building, previous: FormState | null): FormState {
  if (!previous) return state
  const fields = sameMap(state.fields, previous.fields)
  const items = sameMap(state.items, previous.items)
  const lines = new Map(
    [...state.lines].map(([key, all]) => {
      const before = previous.lines.get(key)
      const now = all.map((line, index) => (before?.[index] ? sameMap(line, before[index]) : line))
      const same = before?.length === now.length && now.every((line, index) => line === before[index])
      return [key, same ? before : now] as const
    }),
  )
  const messages = deepEqual(state.messages, previous.messages) ? previous.messages : state.messages
  const next = { fields, items, lines: sameMap(lines, previous.lines, Object.is), messages, held: state.held }
  const parts = ['fields', 'items', 'lines', 'messages'] as const
  const same = parts.every((part) => next[part] === previous[part]) && deepEqual([...next.held], [...previous.held])
  return same ? previous : next
}

/** The map before, if all of its members are the same; else with those that are. Members are plain, or taken over. */
function sameMap<Value>(
  now: ReadonlyMap<string, Value>,
  before: ReadonlyMap<string, Value>,
  same: (a: Value, b: Value) => boolean = deepEqual,
): ReadonlyMap<string, Value> {
  let isSame = now.size === before.size
  const merged = new Map<string, Value>()
  for (const [key, value] of now) {
    const former = before.get(key)
    const kept = former !== undefined && same(former, value)
    merged.set(key, kept ? former : value)
    if (!kept) isSame = false
  }
  return isSame ? before : merged
}
