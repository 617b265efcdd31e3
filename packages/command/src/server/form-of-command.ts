import type { Registry } from '@mortise/core'
import type { AppModel, CommandActionType, CommandDocument } from '@mortise/metadata'
import { commandErrors } from '../errors.ts'
import type { CommandCall, FormPlace } from './command-call.ts'

/** The form of its record that a command begins with; null where it begins with none. */
export function formOfCommand(
  { entity: table, actions }: CommandDocument,
  { model, types }: { model: AppModel; types: Registry<CommandActionType> },
): string | null {
  const entity = model.entities.get(table)
  for (const { type: key, options = {} } of actions) {
    const type = types.has(key) ? types.get(key) : null
    if (!entity || !type?.begins) continue
    const named = type.parts(options as never, { model, entity })
    for (const part of named) if (part.part === 'document' && part.kind === 'form') return part.key
  }
  return null
}

/** The form that a command begins with, for whoever runs it; COMMAND_FORM_GONE where it is not there for them. */
export function openFormOf({ access, scope, entity, command, types, forms }: CommandCall): FormPlace | null {
  const form = formOfCommand(command, { model: scope.model, types })
  if (form === null) return null
  const place = { access, scope, entity: entity.key, form }
  if (!forms?.has(place)) throw commandErrors.COMMAND_FORM_GONE({ command: command.label })
  return place
}
