import type { Registry } from '@mortise/core'
import type { Access, RecordInput } from '@mortise/data'
import type { AppScope, DataEngine, JoinedWrites } from '@mortise/data/server'
import type { CommandActionType, CommandDocument, EntityModel } from '@mortise/metadata'
import type { CommandActionHandler } from '../contract/command-action-handler.ts'
import { commandErrors } from '../errors.ts'

/** What running commands needs; made once. */
export interface CommandServices {
  engine: DataEngine
  types: Registry<CommandActionType>
  handlers: Registry<CommandActionHandler>
  /** What a person is called. */
  nameOf(userId: string): Promise<string | null>
  /** Without it no command may start a process. */
  processes?: ProcessStarter
  /** Without it no command may open a form of its record. */
  forms?: CommandForms
}

/** Forms of records, for commands that begin with one. */
export interface CommandForms {
  /** Whether there is such a form of the table, and whether it is for whoever acts. */
  has(place: FormPlace): boolean
  /** What the form makes of what was filled in; RECORD_INVALID where it demands, refuses or does not offer something. */
  decide(place: FormPlace, id: string, values: RecordInput): Promise<RecordInput>
}

/** A form of a table, for whoever acts. */
export interface FormPlace {
  access: Access
  scope: AppScope
  entity: string
  form: string
}

/** Starts processes in the transaction of a command. */
export interface ProcessStarter {
  /** Asks before the transaction for what the process will need; what is answered may be used in it. */
  prepare(app: string, process: string): Promise<PreparedStart>
}

/** Starts the process; what is answered is to be done after the commit. */
export type PreparedStart = (
  joined: JoinedWrites,
  of: { recordId: string; by: string; click: string },
) => Promise<() => void>

/** A command of a running app, used by somebody. */
export interface CommandCall extends CommandServices {
  access: Access
  scope: AppScope
  entity: EntityModel
  command: CommandDocument
}

interface CommandAddress {
  access: Access
  scope: AppScope
  entity: string
  command: string
}

/** Opens a command by its key; COMMAND_UNKNOWN when it is of another table, switched off, or for other roles. */
export function openCommand(services: CommandServices, address: CommandAddress): CommandCall {
  const { access, scope, entity: table, command: key } = address
  const command = scope.model.commands.get(key)
  const entity = scope.model.entities.get(table)
  if (!command || !entity || command.entity !== table || command.off || !isFor(command, address))
    throw commandErrors.COMMAND_UNKNOWN({ command: key })
  return { ...services, access, scope, entity, command }
}

function isFor(
  { roles: wanted }: CommandDocument,
  { access, scope }: Pick<CommandAddress, 'access' | 'scope'>,
): boolean {
  if (!wanted || !('user' in access)) return true
  const { roles, administrator } = access.user
  return administrator || wanted.some((role) => roles.includes(`${scope.model.key}/${role}`))
}
