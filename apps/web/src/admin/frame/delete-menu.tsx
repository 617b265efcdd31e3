import { ActionIcon, Menu } from '@mortise/ui'
import { IconDots, IconTrash } from '@tabler/icons-react'

interface DeleteMenuProps {
  /** Names the button that opens the menu. */
  label: string
  deleteLabel: string
  onDelete(): void
}

/** The rarer actions of a page: deleting what it shows. */
export function DeleteMenu({ label, deleteLabel, onDelete }: DeleteMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="lg" aria-label={label}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={onDelete}>
          {deleteLabel}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
