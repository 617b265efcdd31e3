import { deepEqual } from '@mortise/core'
import { dataScopes, type EntityGrant, fieldAccesses, type RoleDocument } from '../documents/role.ts'
import { grantedAccess, grantedRows } from '../model/granted.ts'
import { conditionsOfRole } from '../model/role-conditions.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkEntity, checkField } from './check-reference.ts'
import { pointerTo } from './json-pointer.ts'
import { reportExpression } from './report-expression.ts'

/** Checks a role: the tables and fields it names, its conditions, and grants that contradict one another. */
export function checkRoleDocument(document: RoleDocument, index: AppIndex, report: Report): void {
  for (const [key, grant] of Object.entries(document.entities)) {
    const pointer = pointerTo('/entities', key)
    checkScopes(grant, pointer, report)
    checkAccesses(grant, pointer, report)
    if (key === '*') continue
    const entity = checkEntity(key, { index, report, pointer })
    if (!entity) continue
    if (entity.document.parentField) report('ROLE_SUB_TABLE', pointer, { name: entity.label })
    for (const field of Object.keys(grant.fields ?? {})) {
      if (field !== '*') checkField(entity, field, { index, report, pointer: pointerTo(pointer, 'fields', field) })
    }
  }
  checkConditions(document, index, report)
}

/** What a table that is broken itself has to say is said there. */
function checkConditions(document: RoleDocument, { model }: AppIndex, report: Report): void {
  for (const { entity, path, problems } of conditionsOfRole(model, document)) {
    if (entity !== '*' && !model.entities.has(entity)) continue
    reportExpression(problems, report, (at) => `${pointerTo('', ...path, 'expr')}${at}`)
  }
}

function checkScopes({ read, ...grant }: EntityGrant, pointer: string, report: Report): void {
  const readable = grantedRows(read)
  const width = dataScopes.indexOf(readable.scope)
  for (const right of ['update', 'delete'] as const) {
    const { scope, where } = grantedRows(grant[right])
    const isKnown = !where || readable.scope === 'all' || deepEqual(where.expr, readable.where?.expr)
    if (dataScopes.indexOf(scope) > width || !isKnown) {
      report('ROLE_WIDER_THAN_READ', `${pointer}/${right}`, { name: right })
    }
  }
}

function checkAccesses({ fields = {} }: EntityGrant, pointer: string, report: Report): void {
  for (const [key, grant] of Object.entries(fields)) {
    const { access, where, otherwise } = grantedAccess(grant)
    if (where && fieldAccesses.indexOf(otherwise) >= fieldAccesses.indexOf(access)) {
      report('ROLE_OTHERWISE', pointerTo(pointer, 'fields', key, 'otherwise'))
    }
  }
}
