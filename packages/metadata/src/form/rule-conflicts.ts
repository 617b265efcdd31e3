import { deepEqual, type LocalizedText } from '@mortise/core'
import type { FormAction } from '../documents/form-rule.ts'
import type { CompiledFormRule } from './compile-form-rules.ts'

/** Two rules of which one leaves no room for the other. */
export interface RuleConflict {
  kind: 'contradiction' | 'shadowed'
  rule: CompiledFormRule
  /** The later of the two. */
  other: CompiledFormRule
  /** What both are about. */
  target: LocalizedText
  /** To the action of `rule`. */
  pointer: string
}

/** What an action demands of one thing; actions with the same `about` leave each other no room. */
interface Demand {
  rule: CompiledFormRule
  pointer: string
  about: string
  demand: unknown
  target: LocalizedText
  /** Whether it takes the place of every earlier one; what is shown by several rules adds up. */
  replaces: boolean
}

/** Finds rules that demand the opposite under the same condition, and those that a later one always overrules. */
export function ruleConflicts(rules: readonly CompiledFormRule[]): RuleConflict[] {
  const demands = rules.flatMap((rule) =>
    rule.document.actions.flatMap((action, position) =>
      demandsOf(rule, action, `/rules/${rule.index}/actions/${position}`),
    ),
  )
  const conflicts: RuleConflict[] = []
  for (const [index, first] of demands.entries()) {
    for (const second of demands.slice(index + 1)) {
      const kind = second.about === first.about ? conflictOf(first, second) : null
      if (!kind) continue
      conflicts.push({ kind, rule: first.rule, other: second.rule, target: first.target, pointer: first.pointer })
      break
    }
  }
  return conflicts
}

function conflictOf(first: Demand, second: Demand): RuleConflict['kind'] | null {
  const same = deepEqual(first.rule.when?.stored.expr, second.rule.when?.stored.expr)
  if (same) return deepEqual(first.demand, second.demand) ? null : 'contradiction'
  return !second.rule.when && second.replaces ? 'shadowed' : null
}

function demandsOf(rule: CompiledFormRule, action: FormAction, pointer: string): Demand[] {
  const about = (property: string, key: string) => `${rule.lines ?? ''} ${property} ${key}`
  const labelOf = (key: string) => rule.entity.fields.get(key)?.label ?? { zh: key, en: key }
  const base = { rule, pointer, replaces: true }
  if (action.do === 'set') {
    if (action.mode !== 'always') return []
    const { field, value } = action
    return [{ ...base, about: about('value', field), demand: value.expr, target: labelOf(field) }]
  }
  if (action.do === 'fill' || action.do === 'message') return []
  if (action.do === 'options') {
    const { field, options, where } = action
    return [{ ...base, about: about('choices', field), demand: [options, where?.expr], target: labelOf(field) }]
  }
  const property = properties[action.do]
  const demand = action.do === 'style' ? action.colour : action.do
  const items = 'items' in action ? (action.items ?? []) : []
  const targets = [...(action.fields ?? []).map((key) => `field ${key}`), ...items.map((key) => `item ${key}`)]
  return targets.map((target) => {
    const key = target.slice(target.indexOf(' ') + 1)
    return { ...base, about: about(property, target), demand, target: labelOf(key) }
  })
}

const properties: { [Name in Exclude<FormAction['do'], 'set' | 'fill' | 'options' | 'message'>]: string } = {
  show: 'visible',
  hide: 'visible',
  read_only: 'editable',
  editable: 'editable',
  require: 'required',
  optional: 'required',
  style: 'style',
}
