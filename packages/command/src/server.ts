export {
  type CommandActionHandler,
  type CommandFresh,
  type CommandRun,
  defineCommandHandler,
  type PreparedAction,
} from './contract/command-action-handler.ts'
export { type CommandCall, openCommand, type ProcessStarter } from './server/command-call.ts'
export { type CommandDone, type CommandOutcome, type CommandRequest, runCommand } from './server/run-command.ts'
