import type { EntityModel } from '@mortise/metadata'
import { allRows, type EntityProfile, type FieldRule, noRows, partRows } from './entity-profile.ts'

/**
 * The rights over a table of figures. Roles do not grant them: whoever may see the time analysis of the process sees all
 * rows, everybody else those of instances that they have a part in. Nobody writes them, the system neither.
 */
export function figureProfile(entity: EntityModel, { key, all }: { key: string; all: boolean }): EntityProfile {
  const read = all ? allRows : partRows
  const rule: FieldRule = { read, mask: noRows, write: noRows, create: false }
  const fields = new Map([...entity.fields.keys()].map((field) => [field, rule]))
  return { key, read, create: false, update: noRows, delete: noRows, locking: false, fields }
}
