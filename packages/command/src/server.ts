export {
  type CommandActionHandler,
  type CommandFresh,
  type CommandRelated,
  type CommandRun,
  defineCommandHandler,
  type PreparedAction,
} from './contract/command-action-handler.ts'
export { type CommandCall, type CommandForms, openCommand, type ProcessStarter } from './server/command-call.ts'
export { formOfCommand } from './server/form-of-command.ts'
export { type CommandPreview, previewCommand } from './server/preview-command.ts'
export { type CommandDone, type CommandOutcome, type CommandRequest, runCommand } from './server/run-command.ts'
