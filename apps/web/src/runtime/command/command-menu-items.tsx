import type { CommandDocument, PrintDocument } from '@mortise/metadata'
import { AppIcon, Menu, useLocalize, useText } from '@mortise/ui'
import { IconPrinter } from '@tabler/icons-react'
import { commandTexts } from './command-texts.ts'

interface CommandMenuItemsProps {
  commands: readonly CommandDocument[]
  prints: readonly PrintDocument[]
  onRun(command: CommandDocument): void
  onPrint(template: string): void
}

/** Commands and print templates as entries of a menu. */
export function CommandMenuItems({ commands, prints, onRun, onPrint }: CommandMenuItemsProps) {
  const t = useText(commandTexts)
  const localize = useLocalize()
  return (
    <>
      {commands.map((command) => (
        <Menu.Item
          key={command.key}
          leftSection={<AppIcon name={command.icon ?? 'bolt'} size={15} />}
          onClick={() => onRun(command)}
        >
          {localize(command.label)}
        </Menu.Item>
      ))}
      {prints.map((print) => (
        <Menu.Item
          key={`print ${print.key}`}
          leftSection={<IconPrinter size={15} aria-hidden />}
          onClick={() => onPrint(print.key)}
        >
          {t('print', { name: localize(print.label) })}
        </Menu.Item>
      ))}
      {commands.length + prints.length > 0 ? <Menu.Divider /> : null}
    </>
  )
}
