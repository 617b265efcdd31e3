import type { ConditionPreview } from '@mortise/api'
import { type Access, asUser, type Principal } from '@mortise/data'
import { type AppScope, type DataEngine, expressionRefused } from '@mortise/data/server'
import { describeProblem, type ExpressionJson, relatedNames, type StoredExpression } from '@mortise/expressions'
import { checkRoleCondition, type Filter } from '@mortise/metadata'

interface PreviewCall {
  engine: DataEngine
  scope: AppScope
  /** Whose department and self the condition is tried with. */
  user: Principal
}

/**
 * What the condition of a role would let somebody reach: how many of the records that there are, and how many of them
 * only because a field is blank that the condition denies a value of. FORMULA_INVALID for what is no condition.
 */
export async function previewCondition(
  { engine, scope, user }: PreviewCall,
  entity: string,
  where: StoredExpression,
): Promise<ConditionPreview> {
  const { checked, problems } = checkRoleCondition(scope.model, entity, where)
  if (!checked) throw expressionRefused(problems)
  const issues = problems.map((problem) => describeProblem(problem))
  // A role is designed over all records, whatever its designer may see of them.
  const access = asUser({ ...user, administrator: true })
  const count = (filter?: Filter) => countRecords(engine, access, scope, { entity, filter })
  const condition: Filter = { formula: where }
  const paths = [...new Set(problems.flatMap(({ path }) => fieldsIn(partAt(where.expr, path))))]
  const [records, matching, ...blanks] = await Promise.all([
    count(),
    count(condition),
    ...paths.map((path) => count({ and: [condition, { formula: isBlank(path) }] })),
  ])
  const blank = paths.map((field, index) => ({ field, records: blanks[index] ?? 0 }))
  return { issues, records, matching, blank }
}

async function countRecords(
  engine: DataEngine,
  access: Access,
  scope: AppScope,
  { entity, filter }: { entity: string; filter?: Filter },
): Promise<number> {
  const [row] = await engine.aggregate(access, scope, entity, {
    metrics: [{ key: 'records', function: 'count' }],
    ...(filter && { filter }),
  })
  return Number(row?.metrics.records ?? 0)
}

const isBlank = (path: string): StoredExpression => ({ v: 1, expr: { isblank: [{ var: path }] } })

/** The part of an expression that a JSON pointer leads to; null for one about other records. */
function partAt(expr: ExpressionJson, pointer: string): unknown {
  const steps = pointer.split('/').slice(1)
  if (steps.some((step) => relatedNames.has(step))) return null
  return steps.reduce<unknown>((part, step) => Object(part)[step.replaceAll('~1', '/').replaceAll('~0', '~')], expr)
}

/** Paths of the fields in a comparison; those of other records are told of, but cannot be counted here. */
function fieldsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  if (Array.isArray(part)) return part.flatMap(fieldsIn)
  const { var: path } = part as { var?: unknown }
  if (typeof path === 'string') return [path]
  return Object.entries(part).flatMap(([operator, inner]) => (relatedNames.has(operator) ? [] : fieldsIn(inner)))
}
