import {
  type CheckedExpression,
  checkExpression,
  type ExpressionProblem,
  type ExpressionSchema,
  type ExpressionType,
  type StoredExpression,
  types,
} from '@mortise/expressions'
import type { FormDocument } from '../documents/form.ts'
import type { FormAction, FormRule, SetMode } from '../documents/form-rule.ts'
import type { AppModel, EntityModel, FieldModel } from '../model/app-model.ts'
import { schemaOf } from '../model/expression-schema.ts'
import { shownField } from '../model/resolve-path.ts'

/** One expression of a rule, checked. */
export interface RulePart {
  /** Unique in the form: `discount/when`, `discount/0`, `discount/1/price`. */
  id: string
  /** JSON pointer from the form document to the stored expression. */
  pointer: string
  stored: StoredExpression
  /** What it looks at: the record of the form, a line of it, or for choices a record to choose. */
  entity: string
  expected: ExpressionType
  /** Null where it does not pass: then nobody but the server can say, who may read more. */
  checked: CheckedExpression | null
  problems: readonly ExpressionProblem[]
}

/** A value that a rule gives a field. */
export interface RuleValue {
  field: FieldModel
  mode: SetMode
  value: RulePart
  /** `fill`: only another record to take from gives a new value. */
  from: string | null
}

/** What may be chosen in a field. */
export interface RuleChoice {
  field: FieldModel
  options: readonly string[] | null
  where: RulePart | null
}

/** A rule of a form, ready to run. */
export interface CompiledFormRule {
  key: string
  document: FormRule
  /** Among the rules of the form. */
  index: number
  /** The table whose records it looks at: that of the form, or of the lines. */
  entity: EntityModel
  /** The sub-table whose lines it looks at; null for the record. */
  lines: string | null
  /** Null: always. */
  when: RulePart | null
  values: readonly RuleValue[]
  choices: readonly RuleChoice[]
}

/** The expression in the place of one that a user must not see; the server knows the real one. */
export const serverExpression: StoredExpression = { v: 1, expr: { server: [] } }

/** Compiles the rules of a form. Total: names that lead nowhere leave out what they are for; validation tells of them. */
export function compileFormRules(model: AppModel, form: FormDocument): CompiledFormRule[] {
  const schema = schemaOf(model)
  const own = model.entities.get(form.entity)
  return (form.rules ?? []).flatMap((document, index) => {
    if (document.off || !own) return []
    const entity = document.lines === undefined ? own : linesOf(model, own, document.lines)
    return entity ? [compileRule({ model, schema, entity, owner: own, document, index })] : []
  })
}

interface RuleInput {
  model: AppModel
  schema: ExpressionSchema
  entity: EntityModel
  /** The table of the form. */
  owner: EntityModel
  document: FormRule
  index: number
}

function linesOf(model: AppModel, owner: EntityModel, key: string): EntityModel | null {
  const field = owner.fields.get(key)
  return field?.kind.relation === 'children' ? (model.entities.get(field.target ?? '') ?? null) : null
}

function compileRule(input: RuleInput): CompiledFormRule {
  const { document, index, entity } = input
  const { key, when, lines = null } = document
  const at = `/rules/${index}`
  const condition = when && partOf(input, { id: `${key}/when`, pointer: `${at}/when`, stored: when })
  const actions = document.actions.map((action, position) => compileAction(input, action, position))
  return {
    ...{ key, document, index, entity, lines },
    when: condition ?? null,
    values: actions.flatMap(({ values = [] }) => values),
    choices: actions.flatMap(({ choices = [] }) => choices),
  }
}

interface CompiledAction {
  values?: RuleValue[]
  choices?: RuleChoice[]
}

function compileAction(input: RuleInput, action: FormAction, position: number): CompiledAction {
  const place = { id: `${input.document.key}/${position}`, pointer: `/rules/${input.index}/actions/${position}` }
  if (action.do === 'set') return { values: setValue(input, action, place) }
  if (action.do === 'fill') return { values: fillValues(input, action, place) }
  return action.do === 'options' ? { choices: choiceOf(input, action, place) } : {}
}

type ActionOf<Name extends FormAction['do']> = Extract<FormAction, { do: Name }>
type Place = Pick<RulePart, 'id' | 'pointer'>

function setValue(input: RuleInput, action: ActionOf<'set'>, { id, pointer }: Place): RuleValue[] {
  const field = input.entity.fields.get(action.field)
  const expected = field && typeOf(field)
  if (!field || !expected) return []
  const stored: StoredExpression = { blankAs: 'zero', ...action.value }
  const value = partOf(input, { id, pointer: `${pointer}/value`, stored, expected })
  return [{ field, mode: action.mode ?? 'on_change', value, from: null }]
}

function fillValues(input: RuleInput, { from, values }: ActionOf<'fill'>, { id, pointer }: Place): RuleValue[] {
  return values.flatMap(({ field: key, path }, position) => {
    const field = input.entity.fields.get(key)
    const expected = field && typeOf(field)
    if (!field || !expected) return []
    const stored: StoredExpression = { v: 1, expr: { var: `${from}.${path}` } }
    const at = `${pointer}/values/${position}/path`
    return [
      { field, mode: 'on_change', value: partOf(input, { id: `${id}/${key}`, pointer: at, stored, expected }), from },
    ]
  })
}

function choiceOf(input: RuleInput, action: ActionOf<'options'>, { id, pointer }: Place): RuleChoice[] {
  const field = input.entity.fields.get(action.field)
  if (!field) return []
  const target = field.target ?? ''
  const isRelation = input.model.entities.has(target) && field.kind.relation !== 'children'
  const where =
    action.where && isRelation
      ? partOf(input, { id, pointer: `${pointer}/where`, stored: action.where, entity: target })
      : null
  return [{ field, options: action.options ?? null, where }]
}

/** What an expression for a field must give; null where fields of the type have no value of their own. */
export function typeOf(field: FieldModel): ExpressionType | null {
  const shown = shownField(field)
  return shown.kind.expression?.(shown) ?? null
}

interface PartInput extends Place {
  stored: StoredExpression
  /** Default: yes or no. */
  expected?: ExpressionType
  /** Choices: the table to choose from. */
  entity?: string
}

function partOf({ schema, entity: own }: RuleInput, { stored, entity, expected, ...place }: PartInput): RulePart {
  const type = expected ?? types.bool
  const options = { schema, entity: entity ?? own.key, expected: type, blankAs: stored.blankAs ?? ('blank' as const) }
  // Choices are looked up in the database; everything else is computed here.
  const outcome = checkExpression(
    stored.expr,
    entity === undefined ? { ...options, allowJs: true } : { ...options, outer: own.key },
  )
  return {
    ...place,
    ...{ stored, entity: entity ?? own.key, expected: type },
    checked: outcome.ok ? outcome : null,
    problems: outcome.ok ? outcome.warnings : outcome.problems,
  }
}

/** Every expression of a rule. */
export function partsOfRule({ when, values, choices }: CompiledFormRule): RulePart[] {
  return [when, ...values.map(({ value }) => value), ...choices.map(({ where }) => where)].filter(
    (part) => part !== null,
  )
}
