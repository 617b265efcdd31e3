import { type CheckedExpression, checkExpression, type ExpressionProblem, types } from '@mortise/expressions'
import type { RoleDocument } from '../documents/role.ts'
import type { AppModel } from './app-model.ts'
import { schemaOf } from './expression-schema.ts'

/** A condition of a role: whether it may be used, and what there is to say about it. */
export interface RoleCondition {
  /** The table whose records it looks at. */
  entity: string
  /** Null where it must not be used: then it holds for no record. */
  checked: CheckedExpression | null
  /** Errors where it must not be used, else warnings. */
  problems: readonly ExpressionProblem[]
}

/**
 * Checks what a role holds as a condition over a table. Documents are checked when they are saved; this looks again,
 * at whatever JSON is there, so that nothing that came into the database another way is ever run.
 */
export function checkRoleCondition(model: AppModel, entity: string, stored: unknown): RoleCondition {
  const misplaced = misplacedReason(model, entity)
  if (misplaced) return { entity, checked: null, problems: [misplaced] }
  const schema = schemaOf(model)
  const { expr, blankAs } = Object(stored) as { expr?: unknown; blankAs?: unknown }
  const outcome = checkExpression(expr, {
    ...{ schema, entity, expected: types.bool, warnNegatedBlank: true },
    blankAs: blankAs === 'zero' ? 'zero' : 'blank',
  })
  if (!outcome.ok) return { entity, checked: null, problems: outcome.problems }
  return { entity, checked: outcome, problems: outcome.warnings }
}

/** Which fields there are is known of one table only; and lines are judged by the record that owns them. */
function misplacedReason(model: AppModel, entity: string): ExpressionProblem | null {
  const reason = entity === '*' ? onAllTables : model.entities.get(entity)?.parent ? onLines : null
  return reason && { code: 'EXPRESSION_NOT_ACCEPTED', params: { name: 'where', reason }, severity: 'error', path: '' }
}

const onAllTables = {
  zh: '条件须写在指明的数据表上，不能写在「其他所有数据表」上。',
  en: 'a condition belongs to a table that is named, not to all others.',
}
const onLines = {
  zh: '子表跟随主表，条件请写在主表或主表的子表字段上。',
  en: 'a sub-table follows its parent: put the condition there, or on its sub-table field.',
}

/** A condition with where it stands in its role. */
export interface PlacedRoleCondition extends RoleCondition {
  role: string
  /** What stands there; of whatever shape. */
  stored: unknown
  /** Steps to the condition inside the document. */
  path: readonly string[]
}

const rowRights = ['read', 'update', 'delete'] as const

/** Every condition of a role, as it is judged. */
export function conditionsOfRole(model: AppModel, role: RoleDocument): PlacedRoleCondition[] {
  return Object.entries(role.entities ?? {}).flatMap(([entity, grant]) => {
    const rows = rowRights.map((right) => ({ value: grant?.[right], path: ['entities', entity, right, 'where'] }))
    const fields = Object.entries(grant?.fields ?? {}).map(([field, value]) => ({
      value,
      path: ['entities', entity, 'fields', field, 'where'],
    }))
    return [...rows, ...fields].flatMap(({ value, path }) =>
      typeof value === 'object' && value !== null
        ? [{ ...checkRoleCondition(model, entity, value.where), role: role.key, stored: value.where, path }]
        : [],
    )
  })
}
