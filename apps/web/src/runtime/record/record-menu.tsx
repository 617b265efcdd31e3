import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { ActionIcon, Menu, Tooltip, toast, toastError, useText } from '@mortise/ui'
import { IconArchive, IconArchiveOff, IconDots, IconLink } from '@tabler/icons-react'
import { messageOf } from '../../api/api-error.ts'
import { CommandMenuItems } from '../command/command-menu-items.tsx'
import { openPrint } from '../command/later-print.ts'
import type { RecordCommands } from '../command/record-commands.tsx'
import { useRecordRights } from '../form/use-record-rights.ts'
import { recordTexts } from './record-texts.ts'
import { useArchive } from './use-archive.ts'

interface RecordMenuProps {
  entity: EntityModel
  record: EntityRecord
  title: string
  /** What the app offers for the record, beside what every record has. */
  commands: RecordCommands
  /** After the record was archived. */
  onArchived?(): void
}

/** What is rarely done with a record: copy its address, archive it, bring it back. */
export function RecordMenu({ entity, record, title, commands, onArchived }: RecordMenuProps) {
  const t = useText(recordTexts)
  const { delete: mayArchive } = useRecordRights(entity.key, record)
  const { archive, restore } = useArchive(entity, record, title)
  const archived = Boolean(record.archived_at)
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={t('more')}>
          <ActionIcon aria-label={t('more')}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandMenuItems
          commands={commands.menu.commands}
          prints={commands.menu.prints}
          onRun={commands.run}
          onPrint={(template) => void openPrint({ app: entity.app, entity: entity.key, template, ids: [record.id] })}
        />
        <Menu.Item leftSection={<IconLink size={15} aria-hidden />} onClick={() => void copyLink(entity, record.id)}>
          {t('copyLink')}
        </Menu.Item>
        {mayArchive && !archived ? (
          <Menu.Item
            leftSection={<IconArchive size={15} aria-hidden />}
            onClick={() => void archive().then((done) => (done ? onArchived?.() : undefined))}
          >
            {t('archive')}
          </Menu.Item>
        ) : null}
        {mayArchive && archived ? (
          <Menu.Item leftSection={<IconArchiveOff size={15} aria-hidden />} onClick={() => void restore()}>
            {t('restore')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

async function copyLink(entity: EntityModel, id: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(`${location.origin}/a/${entity.app}/${entity.key}/${id}`)
    toast(recordTexts.t('linkCopied'))
  } catch (error) {
    toastError(messageOf(error))
  }
}
