export { type CommandOffer, commandsFor, offers } from './commands-for.ts'
export type { CommandStep } from './contract/command-step.ts'
