import type { FieldModel } from '@mortise/metadata'
import type { AppRights } from './app-rights.ts'
import { type FieldRule, isNoRows } from './entity-profile.ts'

/**
 * Whether the value of a field can be read, unmasked, on at least some rows. A look-up shows what the user may see
 * along its path, so each relation on the way and the field at its end must be readable too.
 */
export function isFieldReadable(field: FieldModel, rights: AppRights): boolean {
  return holds(field, rights, (rule) => !isNoRows(rule.read))
}

/** Whether the value of a field can be seen on at least some rows, be it masked. */
export function isFieldVisible(field: FieldModel, rights: AppRights): boolean {
  return holds(field, rights, (rule) => !isNoRows(rule.read) || !isNoRows(rule.mask))
}

function holds(field: FieldModel, rights: AppRights, test: (rule: FieldRule) => boolean): boolean {
  const profile = rights.of(field.entity)
  const rule = profile.fields.get(field.key)
  if (!rule || isNoRows(profile.read) || !test(rule)) return false
  if (!field.lookup) return true
  return field.lookup.path.every((hop) => isFieldReadable(hop, rights)) && holds(field.lookup.field, rights, test)
}
