import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { Menu, useText } from '@mortise/ui'
import { IconArrowsDiagonal } from '@tabler/icons-react'
import classes from './command.module.css'
import { CommandMenuItems } from './command-menu-items.tsx'
import { commandTexts } from './command-texts.ts'
import { openPrint } from './later-print.ts'
import type { CommandRun } from './use-command-run.tsx'
import { useOffered } from './use-offered.ts'

export interface RowMenuPlace {
  record: EntityRecord
  x: number
  y: number
}

interface RowMenuProps {
  entity: EntityModel
  place: RowMenuPlace
  run: CommandRun['run']
  onOpen(id: string): void
  onClose(): void
}

/** What can be done with a row, where the pointer was, or beside the cell that has the focus. */
export function RowMenu({ entity, place: { record, x, y }, run, onOpen, onClose }: RowMenuProps) {
  const t = useText(commandTexts)
  const { commands, prints } = useOffered(entity, 'row', record)
  return (
    <Menu opened onClose={onClose} position="bottom-start" withinPortal returnFocus>
      <Menu.Target>
        <span className={classes.anchor} style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('rowMenu')}>
        <CommandMenuItems
          commands={commands}
          prints={prints}
          onPrint={(template) => void openPrint({ app: entity.app, entity: entity.key, template, ids: [record.id] })}
          onRun={(command) => void run(command, { record: { id: record.id, version: record.version } })}
        />
        <Menu.Item leftSection={<IconArrowsDiagonal size={15} aria-hidden />} onClick={() => onOpen(record.id)}>
          {t('openRecord')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
