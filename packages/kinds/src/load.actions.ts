import { createRegistry, type Registry } from '@mortise/core'
import type { CommandActionType } from '@mortise/metadata'
import type { CommandRuntime } from '@mortise/ui'

const actions = import.meta.glob<CommandActionType>(['./command-actions/*/*.ts', '!./command-actions/*/*.*.ts'], {
  eager: true,
  import: 'default',
})
const halves = import.meta.glob<CommandRuntime>('./command-actions/*/*.runtime.tsx', { eager: true, import: 'default' })

/** The shared halves of all types of actions. Import this entry lazily: it is needed once a button is pressed, or designed. */
export const commandActions: Registry<CommandActionType> = createRegistry('type of action', Object.values(actions))

/** The runtime halves of those types of actions that have something to do in the browser. */
export const commandRuntimes: Registry<CommandRuntime> = createRegistry('type of action', Object.values(halves))
