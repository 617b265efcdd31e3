import type { CommandDocument, EntityModel } from '@mortise/metadata'
import { ActionIcon, Menu, useText } from '@mortise/ui'
import { IconDots } from '@tabler/icons-react'
import { CommandButtons } from './command-buttons.tsx'
import { CommandMenuItems } from './command-menu-items.tsx'
import { commandTexts } from './command-texts.ts'
import { useOffered } from './use-offered.ts'

interface SelectionCommandsProps {
  entity: EntityModel
  busy: string | null
  /** Ids of the selected records, when they are needed. */
  onRun(command: CommandDocument): void
  onPrint(template: string): void
}

const shownButtons = 2

/** What can be done with the selected records together: the first as buttons, the rest in a menu. */
export function SelectionCommands({ entity, busy, onRun, onPrint }: SelectionCommandsProps) {
  const t = useText(commandTexts)
  const { commands, prints } = useOffered(entity, 'selection', null)
  const rest = commands.slice(shownButtons)
  return (
    <>
      <CommandButtons commands={commands.slice(0, shownButtons)} busy={busy} size="xs" onRun={onRun} />
      {rest.length + prints.length > 0 ? (
        <Menu position="top-end" withinPortal>
          <Menu.Target>
            <ActionIcon aria-label={t('more')}>
              <IconDots size={15} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <CommandMenuItems commands={rest} prints={prints} onRun={onRun} onPrint={onPrint} />
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </>
  )
}
