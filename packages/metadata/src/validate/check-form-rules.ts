import type { LocalizedText } from '@mortise/core'
import type { FormDocument } from '../documents/form.ts'
import type { FormAction, FormRule } from '../documents/form-rule.ts'
import { type CompiledFormRule, compileFormRules, partsOfRule, type RulePart } from '../form/compile-form-rules.ts'
import { formFieldKeys, itemKeysOf } from '../form/form-tree.ts'
import { ruleConflicts } from '../form/rule-conflicts.ts'
import { ruleLoops } from '../form/rule-loops.ts'
import type { EntityModel } from '../model/app-model.ts'
import { schemaOf } from '../model/expression-schema.ts'
import { isSettable } from '../model/is-settable.ts'
import { type AppIndex, type Report, typeLabel } from './app-index.ts'
import { checkField } from './check-reference.ts'
import { checkText, withOffsets } from './formula-text.ts'
import { pointerTo } from './json-pointer.ts'
import { reportExpression } from './report-expression.ts'

interface RulesCheck {
  form: FormDocument
  entity: EntityModel
  index: AppIndex
  report: Report
  shown: ReadonlySet<string>
  items: ReadonlySet<string>
}

/** Checks the rules of a form: what they name, what they say, and whether they get along. */
export function checkFormRules(form: FormDocument, entity: EntityModel, index: AppIndex, report: Report): void {
  const rules = form.rules ?? []
  const check: RulesCheck = {
    ...{ form, entity, index, report },
    shown: new Set(formFieldKeys(form.items)),
    items: itemKeysOf(form.items),
  }
  const keys = new Set<string>()
  rules.forEach((rule, position) => {
    const pointer = pointerTo('/rules', position)
    if (keys.has(rule.key)) report('KEY_DUPLICATE', `${pointer}/key`, { name: rule.key })
    keys.add(rule.key)
    checkRule(rule, pointer, check)
  })
  const compiled = compileFormRules(index.model, form)
  for (const part of compiled.flatMap(partsOfRule)) checkPart(part, form, index, report)
  checkHarmony(compiled, check)
}

function checkPart(part: RulePart, form: FormDocument, { model }: AppIndex, report: Report): void {
  const { problems, stored, pointer, entity, expected, checked } = part
  const outer = entity === form.entity ? undefined : form.entity
  const options = { schema: schemaOf(model), entity, expected, blankAs: stored.blankAs, allowJs: true, outer }
  // What a `fill` takes is a path, not an expression.
  const at = (path: string) => (pointer.endsWith('/path') ? pointer : `${pointer}/expr${path}`)
  reportExpression(withOffsets(problems, stored, options), report, at)
  if (checked && stored.text !== undefined) checkText(stored, options, { report, pointer: `${pointer}/text` })
}

/** What a rule is called in messages. */
export function ruleName({ key, label }: Pick<FormRule, 'key' | 'label'>): LocalizedText {
  return label ?? { zh: key, en: key }
}

interface RulePlace extends RulesCheck {
  rule: FormRule
  /** The table that the fields of the rule belong to. */
  table: EntityModel
}

function checkRule(rule: FormRule, pointer: string, check: RulesCheck): void {
  const table = rule.lines === undefined ? check.entity : linesOf(rule.lines, pointer, check)
  if (!table) return
  rule.actions.forEach((action, position) => {
    actionChecks[action.do](action as never, pointerTo(pointer, 'actions', position), { ...check, rule, table })
  })
}

function linesOf(key: string, pointer: string, { entity, index, report, shown }: RulesCheck): EntityModel | null {
  const at = `${pointer}/lines`
  const field = checkField(entity, key, { index, report, pointer: at })
  if (!field) return null
  const table = field.kind.relation === 'children' ? index.model.entities.get(field.target ?? '') : undefined
  if (!table || !shown.has(key)) report('FORM_NOT_SUB_TABLE', at, { name: key })
  return table ?? null
}

type ActionOf<Name extends FormAction['do']> = Extract<FormAction, { do: Name }>
type ActionCheck<Action> = (action: Action, pointer: string, place: RulePlace) => void

const actionChecks: { [Name in FormAction['do']]: ActionCheck<ActionOf<Name>> } = {
  show: checkTargets,
  hide: checkTargets,
  read_only: checkTargets,
  editable: checkTargets,
  require: checkTargets,
  optional: checkTargets,
  style: checkTargets,
  set: ({ field }, pointer, place) => checkSettable(field, `${pointer}/field`, place),
  fill({ from, values }, pointer, place) {
    const { table, index, report, rule } = place
    const relation = checkField(table, from, { index, report, pointer: `${pointer}/from` })
    if (relation && relation.kind.relation !== 'one') {
      report('FORM_RULE_FILL_FROM', `${pointer}/from`, { rule: ruleName(rule), name: relation.label })
      return
    }
    values.forEach(({ field }, position) => {
      checkSettable(field, pointerTo(pointer, 'values', position, 'field'), place)
    })
  },
  options: checkChoice,
  message({ field }, pointer, { table, index, report }) {
    if (field !== undefined) checkField(table, field, { index, report, pointer: `${pointer}/field` })
  },
}

function checkTargets(
  action: { fields?: readonly string[]; items?: readonly string[] },
  pointer: string,
  { rule, table, index, report, shown, items }: RulePlace,
): void {
  if (!action.fields && !action.items) report('FORM_RULE_EMPTY', pointer, { rule: ruleName(rule) })
  action.fields?.forEach((key, position) => {
    const at = pointerTo(pointer, 'fields', position)
    const field = checkField(table, key, { index, report, pointer: at })
    if (field && rule.lines === undefined && !shown.has(key))
      report('FORM_RULE_NOT_ON_FORM', at, { rule: ruleName(rule), name: field.label })
  })
  action.items?.forEach((key, position) => {
    if (!items.has(key))
      report('FORM_RULE_NOT_ON_FORM', pointerTo(pointer, 'items', position), { rule: ruleName(rule), name: key })
  })
}

function checkSettable(key: string, pointer: string, { rule, table, index, report }: RulePlace): void {
  const field = checkField(table, key, { index, report, pointer })
  if (field && !isSettable(field))
    report('FORM_RULE_NOT_SETTABLE', pointer, { rule: ruleName(rule), name: field.label, type: typeLabel(field) })
}

function checkChoice(
  { field: key, options, where }: ActionOf<'options'>,
  pointer: string,
  { rule, table, index, report }: RulePlace,
): void {
  const field = checkField(table, key, { index, report, pointer: `${pointer}/field` })
  if (!field) return
  const isRelation = field.kind.relation === 'one' || field.kind.relation === 'many'
  const fits = isRelation ? where !== undefined && !options : options !== undefined && !where && field.optionSet
  if (!fits) report('FORM_RULE_CHOICE', pointer, { rule: ruleName(rule), name: field.label })
  options?.forEach((option, position) => {
    if (!field.optionSet || field.optionSet.options.has(option)) return
    report('FORM_RULE_CHOICE', pointerTo(pointer, 'options', position), { rule: ruleName(rule), name: option })
  })
}

/** Rules that contradict one another, that never have a say, and that never come to an end. */
function checkHarmony(rules: readonly CompiledFormRule[], { form, entity, index, report }: RulesCheck): void {
  for (const { kind, rule, other, target, pointer } of ruleConflicts(rules)) {
    const names = { rule: ruleName(rule.document), other: ruleName(other.document), name: target }
    report(kind === 'contradiction' ? 'FORM_RULE_CONTRADICTION' : 'FORM_RULE_SHADOWED', pointer, names)
  }
  for (const loop of ruleLoops({ model: index.model, entity, form, rules })) {
    const names = loop.map(({ document }) => ruleName(document))
    const path = { zh: names.map(({ zh }) => zh).join(' → '), en: names.map(({ en }) => en).join(' → ') }
    report('FORM_RULE_LOOP', pointerTo('/rules', loop[0]?.index ?? 0), { path })
  }
}
