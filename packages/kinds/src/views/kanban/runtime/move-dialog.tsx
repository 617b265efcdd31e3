import { Drawer, Modal, usePhone, useText } from '@mortise/ui'
import { IconCheck } from '@tabler/icons-react'
import type { BoardColumn } from '../model/board-columns.ts'
import type { CardData } from './board-card.tsx'
import { useBoard } from './board-context.ts'
import classes from './kanban.module.css'
import { kanbanTexts } from './kanban-texts.ts'

interface MoveDialogProps {
  card: CardData
  columns: readonly BoardColumn[]
  onChoose(column: BoardColumn): void
  onClose(): void
}

/** Moves a card without dragging it: the columns to choose from. A sheet on a phone. */
export function MoveDialog({ card, columns, onChoose, onClose }: MoveDialogProps) {
  const { group, nameOf, drawName } = useBoard()
  const t = useText(kanbanTexts)
  const phone = usePhone()
  const list = (
    <ul className={classes.choices}>
      {columns
        .filter((column) => !column.closed)
        .map((column) => {
          const here = column.key === card.place.column.key
          return (
            <li key={column.key}>
              <button
                type="button"
                className={classes.choice}
                disabled={here}
                aria-label={nameOf(column, group)}
                onClick={() => onChoose(column)}
              >
                {drawName(column, group)}
                {here && <IconCheck size={16} aria-label={t('here')} />}
              </button>
            </li>
          )
        })}
    </ul>
  )
  if (phone)
    return (
      <Drawer opened onClose={onClose} position="bottom" size="auto" radius="lg" title={t('moveTo')}>
        {list}
      </Drawer>
    )
  return (
    <Modal opened onClose={onClose} size="xs" title={t('moveTo')}>
      {list}
    </Modal>
  )
}
