import { checkExpression, types } from '@mortise/expressions'
import type { PublicFormDocument } from '../documents/public-form.ts'
import { compileFormRules, partsOfRule } from '../form/compile-form-rules.ts'
import { formFieldKeys } from '../form/form-tree.ts'
import type { EntityModel, FieldModel } from '../model/app-model.ts'
import { schemaOf } from '../model/expression-schema.ts'
import { isOpenToVisitors } from '../model/public-form-role.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkDuplicateNames } from './check-duplicates.ts'
import { ruleName } from './check-form-rules.ts'
import { checkDocument, checkField } from './check-reference.ts'
import { valueProblem } from './check-value.ts'
import { checkText, withOffsets } from './formula-text.ts'
import { pointerTo } from './json-pointer.ts'
import { reportExpression } from './report-expression.ts'

interface PublicFormCheck {
  document: PublicFormDocument
  entity: EntityModel
  index: AppIndex
  report: Report
}

/** Checks a public form: that it opens nothing but what its form shows and what can be open to the world. */
export function checkPublicFormDocument(document: PublicFormDocument, index: AppIndex, report: Report): void {
  if (!checkDocument('form', document.form, { index, report, pointer: '/form' })) return
  const form = index.model.forms.get(document.form)
  const entity = form && index.model.entities.get(form.entity)
  if (!entity) return
  if (entity.document.figures) report('FIGURES_NOT_HERE', '/form', { table: entity.label })
  const check: PublicFormCheck = { document, entity, index, report }
  checkFields(check, new Set(formFieldKeys(form.items)))
  checkValues(check)
  checkParameters(check)
  checkChoices(check)
  checkLimits(check)
  checkRules(check)
}

function checkFields({ document, entity, index, report }: PublicFormCheck, shown: ReadonlySet<string>): void {
  checkDuplicateNames(document.fields, '/fields', report)
  document.fields.forEach((key, position) => {
    const pointer = pointerTo('/fields', position)
    const field = checkField(entity, key, { index, report, pointer })
    if (!field) return
    const name = field.label
    const choices = document.choices?.some((choice) => choice.field === key)
    if (!shown.has(key)) report('PUBLIC_FORM_NOT_SHOWN', pointer, { name })
    else if (isRelation(field)) {
      if (!choices) report('PUBLIC_FORM_CHOICE_MISSING', pointer, { name })
    } else if (!canBeFilledIn(field)) report('PUBLIC_FORM_FIELD_CLOSED', pointer, { name })
    if (field.kind.group === 'file' && !document.files) report('PUBLIC_FORM_FILES_OFF', pointer, { name })
  })
}

function isRelation({ kind }: FieldModel): boolean {
  return kind.relation === 'one' || kind.relation === 'many'
}

function canBeFilledIn(field: FieldModel): boolean {
  return field.kind.writable !== false && (field.kind.relation === 'children' || isOpenToVisitors(field))
}

function checkValues({ document, entity, index, report }: PublicFormCheck): void {
  for (const [key, value] of Object.entries(document.values ?? {})) {
    const pointer = pointerTo('/values', key)
    const field = checkField(entity, key, { index, report, pointer })
    if (!field) continue
    if (document.fields.includes(key)) report('PUBLIC_FORM_VALUE_TWICE', pointer, { name: field.label })
    const isPlain = field.kind.writable !== false && isOpenToVisitors(field)
    if (!isPlain) report('PUBLIC_FORM_FIELD_CLOSED', pointer, { name: field.label })
    const problem = isPlain ? valueProblem(field, value) : null
    if (problem) report('PUBLIC_FORM_VALUE_INVALID', pointer, { name: field.label, problem })
  }
}

function checkParameters({ document, entity, index, report }: PublicFormCheck): void {
  const parameters = document.parameters ?? []
  checkDuplicateNames(
    parameters.map(({ name }) => name),
    '/parameters',
    report,
  )
  parameters.forEach(({ name, field: key, match }, position) => {
    const pointer = pointerTo('/parameters', position)
    const field = checkField(entity, key, { index, report, pointer: `${pointer}/field` })
    if (!field) return
    if (document.values && Object.hasOwn(document.values, key))
      report('PUBLIC_FORM_VALUE_TWICE', `${pointer}/field`, { name: field.label })
    if (field.kind.relation === 'one') checkMatch({ name, match, pointer }, field, { index, report })
    else if (match !== undefined) report('PUBLIC_FORM_MATCH', `${pointer}/match`, { name })
    else if (field.kind.writable === false || !isOpenToVisitors(field))
      report('PUBLIC_FORM_FIELD_CLOSED', `${pointer}/field`, { name: field.label })
  })
}

function checkMatch(
  { name, match, pointer }: { name: string; match: string | undefined; pointer: string },
  field: FieldModel,
  { index, report }: Pick<PublicFormCheck, 'index' | 'report'>,
): void {
  const target = index.model.entities.get(field.target ?? '')
  if (match === undefined) report('PUBLIC_FORM_MATCH', pointer, { name })
  if (match === undefined || !target) return
  const found = checkField(target, match, { index, report, pointer: `${pointer}/match` })
  if (found && !found.kind.operators?.(found).includes('starts_with'))
    report('PUBLIC_FORM_MATCH_FIELD', `${pointer}/match`, { name, field: found.label })
}

function checkChoices({ document, entity, index, report }: PublicFormCheck): void {
  document.choices?.forEach(({ field: key, where }, position) => {
    const pointer = pointerTo('/choices', position)
    const field = checkField(entity, key, { index, report, pointer: `${pointer}/field` })
    if (!field) return
    const isChoice = isRelation(field) && field.target !== entity.key && document.fields.includes(key)
    if (!isChoice) report('PUBLIC_FORM_CHOICE', `${pointer}/field`, { name: field.label })
    if (!isChoice || !where || field.target === null) return
    const options = {
      ...{ schema: schemaOf(index.model), entity: field.target, expected: types.bool, blankAs: where.blankAs },
    }
    const outcome = checkExpression(where.expr, options)
    const problems = outcome.ok ? outcome.warnings : outcome.problems
    reportExpression(withOffsets(problems, where, options), report, (at) => `${pointer}/where/expr${at}`)
    if (outcome.ok) checkText(where, options, { report, pointer: `${pointer}/where/text` })
  })
}

function checkLimits({ document, entity, index, report }: PublicFormCheck): void {
  const { opens, closes, limits } = document
  if (opens && closes && Date.parse(opens) >= Date.parse(closes)) report('PUBLIC_FORM_DATES', '/closes')
  if (!limits?.perValue) return
  const pointer = '/limits/perValue/field'
  const field = checkField(entity, limits.perValue.field, { index, report, pointer })
  const isFit = field && document.fields.includes(field.key) && field.kind.group === 'text'
  if (field && !isFit) report('PUBLIC_FORM_LIMIT_FIELD', pointer, { name: field.label })
}

/** Rules about what visitors see that look at what they do not see. */
function checkRules({ document, entity, index, report }: PublicFormCheck): void {
  const form = index.model.forms.get(document.form)
  if (!form) return
  const seen = new Set(document.fields)
  const schema = schemaOf(index.model, {
    entity: () => true,
    field: (field) => field.entity !== entity.key || seen.has(field.key),
  })
  for (const rule of compileFormRules(index.model, form)) {
    if (rule.lines !== null || !concerns(rule.document.actions, seen)) continue
    for (const { checked, stored, expected, entity: table } of partsOfRule(rule)) {
      if (!checked || table !== entity.key) continue
      const outcome = checkExpression(stored.expr, { schema, entity: table, expected, blankAs: stored.blankAs })
      const name = outcome.ok ? null : (outcome.problems[0]?.params.name ?? null)
      if (typeof name === 'string') report('PUBLIC_FORM_RULE_BLIND', '/fields', { rule: ruleName(rule.document), name })
    }
  }
}

function concerns(actions: readonly { do: string; fields?: string[]; field?: string }[], seen: ReadonlySet<string>) {
  return actions.some(({ fields = [], field }) => [...fields, field].some((key) => key !== undefined && seen.has(key)))
}
