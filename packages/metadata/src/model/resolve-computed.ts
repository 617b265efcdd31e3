import {
  type CheckedExpression,
  type CheckOptions,
  checkExpression,
  type ExpressionProblem,
  type ExpressionSchema,
} from '@mortise/expressions'
import type { AppModel, ComputedModel, EntityModel, FieldModel } from './app-model.ts'
import { buildSchema } from './expression-schema.ts'
import { inlinedCost, maxInlinedCost } from './inlined-cost.ts'

type ModelParts = Pick<AppModel, 'entities' | 'optionSets'>

/**
 * Checks the expressions of freshly compiled tables. What one field reads decides whether it is kept, and that whether
 * others that read it can be: so a field is resolved before those that read it. Circles are found later, in the graph.
 *
 * An expression that does not pass leaves its field without values and the app at work: validation lets none through, but
 * a later version of the product may know better than the one that published it.
 */
export function resolveComputed(model: ModelParts, fresh: Iterable<EntityModel>): void {
  const resolved = new Set<FieldModel>()
  const resolve = (field: FieldModel): ComputedModel | null => {
    const { computed } = field
    if (!computed || computed.checked || resolved.has(field)) return computed
    resolved.add(field)
    settle(model, field, computed, schema)
    return computed
  }
  const schema = buildSchema(model, {
    readable: { entity: () => true, field: () => true },
    isVolatile(field) {
      const computed = resolve(field.lookup?.field ?? field)
      return computed?.checked ? !computed.stored : false
    },
  })
  for (const entity of fresh) for (const field of entity.ownFields) resolve(field)
}

/** The tables that the computed fields of a table read; null when one of the fields is not resolved. */
export function computedTables(entity: EntityModel): Set<string> | null {
  const tables = new Set<string>()
  for (const { computed } of entity.ownFields) {
    if (!computed) continue
    if (!computed.checked) return null
    for (const dependency of computed.checked.dependencies) {
      tables.add(dependency.entity)
      for (const step of dependency.path) tables.add(step.entity === '' ? step.relation : step.entity)
    }
  }
  return tables
}

/** What the expression of a field may be: a value of the type of its result. */
export function checkOptionsOf(
  { entity }: FieldModel,
  { source, result }: ComputedModel,
  schema: ExpressionSchema,
): CheckOptions {
  const expected = result.kind.expression?.(result) ?? undefined
  const free = !source.kept
  return { schema, entity, expected, blankAs: source.blankAs, allowJs: free, allowVolatile: free }
}

function settle(model: ModelParts, field: FieldModel, computed: ComputedModel, schema: ExpressionSchema): void {
  const { source } = computed
  const outcome = checkExpression(source.expr, checkOptionsOf(field, computed, schema))
  if (!outcome.ok) {
    computed.problems = outcome.problems
    return
  }
  const whole = readsWholeTable(outcome)
  if (source.kept && whole) computed.problems = [wholeTableProblem]
  else if (inlinedCost(model, outcome.root) > maxInlinedCost) computed.problems = [tooLargeProblem]
  else {
    computed.checked = outcome
    computed.stored = !outcome.volatile && !whole
  }
}

/**
 * Whether it looks records up in another table. Any record that comes or changes there may be the one that is found, so
 * that such a value is not kept: it would have to be computed again for every record.
 */
function readsWholeTable({ dependencies }: CheckedExpression): boolean {
  return dependencies.some(({ path }) => path.some(({ entity }) => entity === ''))
}

const tooLargeProblem: ExpressionProblem = {
  code: 'EXPRESSION_TOO_LARGE',
  params: {
    what: { zh: '节点（含读取时计算的字段）', en: 'parts, with the fields that are computed in their place' },
    max: maxInlinedCost,
  },
  severity: 'error',
  path: '',
}

const wholeTableProblem: ExpressionProblem = {
  code: 'EXPRESSION_NOT_ACCEPTED',
  params: {
    name: 'LOOKUP',
    reason: {
      zh: '汇总字段不能查找其他表的记录，请用公式字段。',
      en: 'a roll-up cannot look records up; use a formula field.',
    },
  },
  severity: 'error',
  path: '',
}
