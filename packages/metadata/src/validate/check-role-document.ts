import { deepEqual } from '@mortise/core'
import { type StoredExpression, types } from '@mortise/expressions'
import { dataScopes, type EntityGrant, fieldAccesses, type RoleDocument } from '../documents/role.ts'
import { schemaOf } from '../model/expression-schema.ts'
import { grantedAccess, grantedRows } from '../model/granted.ts'
import { conditionsOfRole } from '../model/role-conditions.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkEntity, checkField } from './check-reference.ts'
import { checkText, withOffsets } from './formula-text.ts'
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
  for (const { entity, path, problems, checked, stored } of conditionsOfRole(model, document)) {
    if (entity !== '*' && !model.entities.has(entity)) continue
    // The shape of the document is right when it comes here.
    const condition = stored as StoredExpression
    const options = { schema: schemaOf(model), entity, expected: types.bool, blankAs: condition.blankAs }
    const pointer = pointerTo('', ...path)
    reportExpression(withOffsets(problems, condition, options), report, (at) => `${pointer}/expr${at}`)
    if (checked) checkText(condition, options, { report, pointer: `${pointer}/text` })
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
