import { dataScopes, type EntityGrant, type RoleDocument } from '../documents/role.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkEntity, checkField } from './check-reference.ts'
import { pointerTo } from './json-pointer.ts'

/** Checks a role: the tables and fields it names, and scopes that contradict one another. */
export function checkRoleDocument(document: RoleDocument, index: AppIndex, report: Report): void {
  for (const [key, grant] of Object.entries(document.entities)) {
    const pointer = pointerTo('/entities', key)
    checkScopes(grant, pointer, report)
    if (key === '*') continue
    const entity = checkEntity(key, { index, report, pointer })
    if (!entity) continue
    if (entity.document.parentField) report('ROLE_SUB_TABLE', pointer, { name: entity.label })
    for (const field of Object.keys(grant.fields ?? {})) {
      if (field !== '*') checkField(entity, field, { index, report, pointer: pointerTo(pointer, 'fields', field) })
    }
  }
}

function checkScopes(grant: EntityGrant, pointer: string, report: Report): void {
  const width = (scope: EntityGrant['read'] | undefined) => dataScopes.indexOf(scope ?? 'none')
  for (const right of ['update', 'delete'] as const) {
    if (width(grant[right]) > width(grant.read)) report('ROLE_WIDER_THAN_READ', `${pointer}/${right}`, { name: right })
  }
}
