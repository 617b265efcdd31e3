import type { EntityRecord } from '@mortise/data'
import { commandErrors } from '../errors.ts'
import type { CommandCall } from './command-call.ts'

/** The record of a command as the user sees it; RECORD_NOT_FOUND where they do not, COMMAND_ARCHIVED where it is away. */
export async function readRecord({ engine, access, scope, entity }: CommandCall, id: string): Promise<EntityRecord> {
  const record = await engine.get(access, scope, entity.key, id)
  if (record.archived_at) throw commandErrors.COMMAND_ARCHIVED({ title: titleIn({ entity, access }, record) })
  return record
}

/** What a record is called, in the language of whoever acts. */
export function titleIn({ entity, access }: Pick<CommandCall, 'entity' | 'access'>, record: EntityRecord): string {
  const value = record[entity.title.key]
  if (value === null || value === undefined) return record.id
  return entity.title.kind.text?.(value as never, entity.title, languageOf(access)) ?? String(value)
}

/** The title of a record that may be read; its id of any other. */
export async function titleOf(call: CommandCall, id: string): Promise<string> {
  const { engine, access, scope, entity } = call
  try {
    return titleIn(call, await engine.get(access, scope, entity.key, id))
  } catch {
    return id
  }
}

export function languageOf(access: CommandCall['access']): string {
  return 'user' in access ? access.user.language : 'en'
}
