import type { CommandDocument } from '@mortise/metadata'
import { AppIcon, Button, useLocalize } from '@mortise/ui'

interface CommandButtonsProps {
  commands: readonly CommandDocument[]
  busy: string | null
  size?: 'xs' | 'sm'
  onRun(command: CommandDocument): void
}

/** Commands as buttons beside each other; a colour of its own sets one apart. */
export function CommandButtons({ commands, busy, size, onRun }: CommandButtonsProps) {
  return commands.map((command) => (
    <CommandButton key={command.key} command={command} busy={busy} size={size} onRun={onRun} />
  ))
}

interface CommandButtonProps extends Omit<CommandButtonsProps, 'commands'> {
  command: CommandDocument
  label?: string
}

export function CommandButton({ command, label, busy, size, onRun }: CommandButtonProps) {
  const localize = useLocalize()
  return (
    <Button
      size={size}
      variant={command.colour ? 'light' : 'default'}
      color={command.colour === 'grey' ? 'gray' : command.colour}
      leftSection={command.icon ? <AppIcon name={command.icon} size={15} /> : undefined}
      loading={busy === command.key}
      disabled={busy !== null && busy !== command.key}
      onClick={() => onRun(command)}
    >
      {label ?? localize(command.label)}
    </Button>
  )
}
