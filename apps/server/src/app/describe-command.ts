import { formOfCommand } from '@mortise/command/server'
import type { Registry } from '@mortise/core'
import {
  type AppModel,
  type CommandActionType,
  type CommandDocument,
  type PrintDocument,
  serverExpression,
} from '@mortise/metadata'
import type { AppReader } from './app-reader.ts'

/** What commands may begin with. */
export interface CommandBeginnings {
  model: AppModel
  types: Registry<CommandActionType>
  /** Keys of the forms that are for the user. */
  forms: ReadonlySet<string>
}

/**
 * The command as the browser needs it to offer it: what it asks, and the types of its actions. What these do, and to
 * what, stays on the server. None where it asks for something that the user may not know of, or begins with a form that is
 * not for them.
 */
export function describeCommand(
  { roles: _, ...command }: CommandDocument,
  reader: AppReader,
  beginnings: CommandBeginnings,
): CommandDocument[] {
  const { entity, when, input } = command
  if (command.off || !reader.entity(entity)) return []
  const form = formOfCommand(command, beginnings)
  if (form !== null && !beginnings.forms.has(form)) return []
  const asked = input?.filter(({ field }) => reader.field(entity, field))
  if (input?.some(({ field, required }) => required && !reader.field(entity, field))) return []
  return [
    {
      ...command,
      ...(when && { when: reader.expression(entity, when) ? when : serverExpression }),
      ...(input && { input: asked && asked.length > 0 ? asked : undefined }),
      actions: command.actions.map(({ key, type }) => ({ key, type })),
    },
  ]
}

/** The print template as the browser needs it to offer it: its name, and for which records. */
export function describePrint(print: PrintDocument, reader: AppReader): PrintDocument[] {
  const { kind, key, label, entity, position, when } = print
  if (!reader.entity(entity)) return []
  const condition = when && { when: reader.expression(entity, when) ? when : serverExpression }
  return [{ kind, key, label, entity, ...(position !== undefined && { position }), ...condition, items: [] }]
}
